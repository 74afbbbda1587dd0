import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { errorsPage } from './errors-page.ts'

describe('docs/errors.md', () => {
  it('explains exactly the rules that can refuse (node scripts/errors-page.ts writes it)', () => {
    assert.equal(readFileSync(new URL('../docs/errors.md', import.meta.url), 'utf8'), errorsPage())
  })
})
