import assert from 'node:assert/strict'
import fs from 'node:fs'
import { describe, it } from 'node:test'
import { headingAnchors, judge, neededEntries, parseDifferences } from './differences.ts'

const name = { area: 'auth', scenario: 'errors', step: 'no client_id' }
const finding = (at) => ({ at, expected: 1, actual: 2 })
const differs = (...paths) => ({ ...name, outcome: 'differs', findings: paths.map(finding) })
const same = { ...name, outcome: 'same', findings: [] }
const missing = { ...name, outcome: 'missing', findings: [] }
const listed = (more = {}) => ({ ...name, why: 'pages', ...more })
const held = new Set(['auth'])
const anchors = new Set(['pages'])
const clean = { unexpected: [], stale: [], invalid: [] }

describe('judging differences by the list', () => {
  it('is content with agreement', () => {
    assert.deepEqual(judge([same], [], held, anchors), clean)
  })

  it('complains of an unlisted difference, and of a step that was not reached', () => {
    assert.equal(judge([differs('status')], [], held, anchors).unexpected.length, 1)
    assert.equal(judge([missing], [], held, anchors).unexpected.length, 1)
  })

  it('only reports areas that are not held', () => {
    assert.deepEqual(judge([differs('status')], [], new Set(), anchors), clean)
  })

  it('accepts a listed difference with a heading or a later capability as reason', () => {
    assert.deepEqual(judge([differs('status')], [listed()], held, anchors), clean)
    assert.deepEqual(judge([missing], [listed({ why: 'later: device grant' })], held, anchors), clean)
  })

  it('excuses only the paths that an entry names', () => {
    const entry = listed({ at: ['body.error'] })
    assert.deepEqual(judge([differs('body.error', 'body.error.x')], [entry], held, anchors), clean)
    const { unexpected } = judge([differs('body.error', 'body.error_description')], [entry], held, anchors)
    assert.deepEqual(unexpected[0].findings, [finding('body.error_description')])
    assert.equal(judge([missing], [entry], held, anchors).unexpected.length, 1)
  })

  it('demands that an entry goes when its step agrees, or is gone itself', () => {
    assert.match(judge([same], [listed()], held, anchors).stale[0], /no longer differs/)
    const other = listed({ step: 'no such step' })
    assert.match(judge([same], [other], held, anchors).stale[0], /no such step/)
    const entry = listed({ at: ['status', 'body.error'] })
    assert.match(judge([differs('status')], [entry], held, anchors).stale[0], /at body\.error/)
  })

  it('leaves entries of areas alone that were not asked', () => {
    assert.deepEqual(judge([same], [listed({ area: 'device' })], held, anchors), clean)
  })

  it('refuses a reason that is nowhere written, an empty one, and an entry listed twice', () => {
    const invalid = (...known) => judge([differs('status')], known, held, anchors).invalid.length
    assert.equal(invalid(listed({ why: 'nowhere' })), 1)
    assert.equal(invalid(listed({ why: '' })), 1)
    assert.equal(invalid(listed({ why: 'later: ' })), 1)
    assert.equal(invalid(listed(), listed()), 1)
  })

  it('proposes entries that make the run pass, with the reasons already known', () => {
    const entries = neededEntries([differs('status', 'status'), { ...missing, step: 'next' }], [listed()])
    assert.deepEqual(entries, [listed({ at: ['status'] }), { ...name, step: 'next', why: '' }])
  })
})

describe('the list and the page it points to', () => {
  it('makes anchors as GitHub does', () => {
    const text = '# One\n## Bad input is a 400, never a 500\nno heading\n## RFC 8414: `x_y` (z)\n'
    assert.deepEqual([...headingAnchors(text)], ['one', 'bad-input-is-a-400-never-a-500', 'rfc-8414-x_y-z'])
  })

  it('refuses what is not a list of entries, naming the entry', () => {
    assert.throws(() => parseDifferences('{}'), /must be a list/)
    assert.throws(() => parseDifferences(JSON.stringify([listed(), { area: 'auth' }])), /differences\.json\[1\]/)
    assert.throws(() => parseDifferences(JSON.stringify([listed({ at: [] })])), /differences\.json\[0\]/)
  })

  it('holds reasons that exist', () => {
    const known = parseDifferences(fs.readFileSync(new URL('differences.json', import.meta.url), 'utf8'))
    const text = fs.readFileSync(new URL('../../docs/differences.md', import.meta.url), 'utf8')
    assert.deepEqual(judge([], known, new Set(), headingAnchors(text)).invalid, [])
  })
})
