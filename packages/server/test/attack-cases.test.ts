import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { ATTACK_CASES } from './attack-cases.ts'

const root = new URL('..', import.meta.url).pathname
const tests = globSync('{src,test}/**/*{.test,contract*}.ts', { cwd: root }).filter(
  (path) => !path.includes('attack-cases'),
)
const tried = new Set(
  tests.flatMap((path) =>
    [...readFileSync(`${root}/${path}`, 'utf8').matchAll(/attack cases? ((?:\d+(?:, | and )?)+)/gi)].flatMap(
      ([, numbers = '']) => numbers.match(/\d+/g)?.map(Number) ?? [],
    ),
  ),
)

describe('the list of attack cases', () => {
  for (const [number, { what, waitsFor }] of Object.entries(ATTACK_CASES)) {
    it(`${number}: ${what} ${waitsFor === undefined ? 'is tried' : `waits for ${waitsFor}`}`, () => {
      assert.equal(tried.has(Number(number)), waitsFor === undefined)
    })
  }

  it('names every case that a test names', () => {
    assert.deepEqual(
      [...tried].filter((number) => ATTACK_CASES[number] === undefined),
      [],
    )
  })
})
