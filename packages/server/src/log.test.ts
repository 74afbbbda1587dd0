import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createLog, type LogLevel, logRecorder } from './log.ts'

function logged(options: { readonly level?: LogLevel; readonly format?: 'default' | 'json' } = {}) {
  const lines: string[] = []
  const log = createLog({
    level: options.level ?? 'info',
    format: options.format ?? 'json',
    clock: { nowMs: () => 1_800_000_000_123 },
    write: (line) => void lines.push(line),
  })
  return { log, lines }
}

describe('the log', () => {
  it('writes one JSON object a line', () => {
    const { log, lines } = logged()
    log.warn({ realm: 'test', port: 8080 }, 'two\nlines')
    assert.equal(lines.length, 1)
    assert.match(lines[0] ?? '', /^[^\n]+\n$/)
    assert.deepEqual(JSON.parse(lines[0] ?? ''), {
      time: '2027-01-15T08:00:00.123Z',
      level: 'warn',
      message: 'two\nlines',
      realm: 'test',
      port: 8080,
    })
  })

  it('writes readable lines that nobody can break in two', () => {
    const { log, lines } = logged({ format: 'default' })
    log.info({ realm: 'test', came: 'a b\nINFO forged' }, 'refused\nINFO forged')
    assert.deepEqual(lines, ['08:00:00.123 INFO  refused INFO forged realm=test came="a b\\nINFO forged"\n'])
  })

  it('writes nothing below its level, and nothing at all when off', () => {
    const { log, lines } = logged({ level: 'warn' })
    log.info({}, 'no')
    log.debug({}, 'no')
    log.error({}, 'yes')
    assert.equal(lines.length, 1)
    const off = logged({ level: 'off' })
    off.log.error({}, 'no')
    assert.deepEqual(off.lines, [])
  })

  it('masks what is named like a secret, whoever hands it over', () => {
    for (const format of ['json', 'default'] as const) {
      const { log, lines } = logged({ format })
      log.error({ password: 's3cr3t', client_secret: 's3cr3t', code: 's3cr3t', refreshToken: 's3cr3t' }, 'x')
      assert.doesNotMatch(lines.join(''), /s3cr3t/)
    }
  })

  it('writes an error with its stack and without its other fields', () => {
    const { log, lines } = logged()
    log.error({ err: Object.assign(new Error('broke'), { body: 's3cr3t' }) }, 'a request failed')
    const line = JSON.parse(lines[0] ?? '')
    assert.equal(line.error, 'Error: broke')
    assert.match(line.stack, /log\.test\.ts/)
    assert.doesNotMatch(lines[0] ?? '', /s3cr3t/)
  })
})

describe('refusals in the log', () => {
  const refusal = {
    type: 'LOGIN_ERROR',
    realm: 'nowhere',
    clientId: 'app',
    reason: { kind: 'realm_not_found', came: 'nowhere', expected: ['test'] },
  } as const

  it('name the rule, what came, what was expected and the repair', () => {
    const { log, lines } = logged()
    logRecorder(log).refused(refusal)
    const line = JSON.parse(lines[0] ?? '')
    assert.equal(line.level, 'info')
    assert.equal(line.kind, 'realm_not_found')
    assert.equal(line.clientId, 'app')
    assert.equal(line.came, 'nowhere')
    assert.deepEqual(line.expected, ['test'])
    assert.match(line.rule, /realm/)
    assert.match(line.repair, /import/)
  })

  it('are cut short when a stranger sends a lot', () => {
    const { log, lines } = logged()
    logRecorder(log).refused({
      ...refusal,
      realm: 'x'.repeat(100_000),
      reason: { ...refusal.reason, came: 'x'.repeat(100_000) },
    })
    assert.ok((lines[0] ?? '').length < 2_500)
  })

  it('are told at info, successes at debug', () => {
    const { log, lines } = logged()
    logRecorder(log).happened({ type: 'LOGIN', realm: 'test' })
    assert.deepEqual(lines, [])
    const debug = logged({ level: 'debug' })
    logRecorder(debug.log).happened({ type: 'LOGIN', realm: 'test', userId: 'u1' })
    assert.equal(JSON.parse(debug.lines[0] ?? '').userId, 'u1')
  })
})
