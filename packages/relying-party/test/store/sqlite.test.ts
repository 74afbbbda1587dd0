import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { promisify } from 'node:util'
import { sqliteStore } from '../../src/stores/sqlite.ts'
import { storeContract } from './contract.ts'

const folder = mkdtempSync(join(tmpdir(), 'rp-sqlite-'))
let files = 0
const file = () => join(folder, `sessions-${files}.db`)

storeContract('SQLite', {
  async open(clock) {
    files += 1
    return sqliteStore({ database: file(), clock })
  },
  again: async (clock) => sqliteStore({ database: file(), clock }),
})

describe('an SQLite file that processes share', () => {
  after(() => rmSync(folder, { recursive: true, force: true }))

  it('gives a lease to one of four processes, and shows each what the others wrote', async () => {
    const database = join(folder, 'shared.db')
    await sqliteStore({ database }).close()
    const module = new URL('../../src/stores/sqlite.ts', import.meta.url).href
    const program = `
      const { sqliteStore } = await import(${JSON.stringify(module)})
      const store = sqliteStore({ database: ${JSON.stringify(database)} })
      let got = 0
      for (let i = 0; i < 50; i++) {
        if (await store.lease('lease-' + i, 1000)) got += 1
        await store.set(process.argv[1] + i, { value: 'v', expiresAt: 4_000_000_000 }, ['all'])
      }
      console.log(got)`
    const run = promisify(execFile)
    const children = ['a', 'b', 'c', 'd'].map((name) =>
      run(process.execPath, ['--input-type=module', '--eval', program, name]),
    )
    const got = (await Promise.all(children)).map(({ stdout }) => Number(stdout))
    assert.equal(
      got.reduce((sum, one) => sum + one, 0),
      50,
    )
    const store = sqliteStore({ database })
    assert.equal((await store.find('all')).length, 200)
    await store.close()
  })
})
