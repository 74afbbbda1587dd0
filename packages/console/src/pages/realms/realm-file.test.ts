import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readRealmFile } from './realm-file.ts'

describe('a realm file that is dropped', () => {
  it('is counted for the preview, without what there is none of', () => {
    const file = readRealmFile(
      JSON.stringify({
        realm: 'shop',
        clients: [{ clientId: 'web' }, { clientId: 'api' }],
        users: [],
        roles: { realm: [{ name: 'buyer' }] },
      }),
    )
    assert.ok(typeof file === 'object')
    assert.equal(file.name, 'shop')
    assert.deepEqual(file.counts, [
      { part: 'clients', count: 2 },
      { part: 'realmRoles', count: 1 },
    ])
    assert.deepEqual(file.clientIds, ['web', 'api'])
  })

  const refused: readonly (readonly [title: string, text: string, problem: string])[] = [
    ['that is no JSON', '{"realm":', 'not-json'],
    ['that is empty', '', 'not-json'],
    ['that holds several realms', '[{"realm":"a"},{"realm":"b"}]', 'several'],
    ['that holds something else', '{"clientId":"web"}', 'not-a-realm'],
    ['whose realm has no name', '{"realm":""}', 'not-a-realm'],
    ['that is null', 'null', 'not-a-realm'],
  ]
  for (const [title, text, problem] of refused) {
    it(`${title} is refused as ${problem}`, () => assert.equal(readRealmFile(text), problem))
  }
})
