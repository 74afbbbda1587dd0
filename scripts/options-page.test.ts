import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { optionsPage } from './options-page.ts'

describe('docs/reference/options.md', () => {
  it('lists exactly the options that exist (node scripts/options-page.ts writes it)', () => {
    assert.equal(readFileSync(new URL('../docs/reference/options.md', import.meta.url), 'utf8'), optionsPage())
  })
})
