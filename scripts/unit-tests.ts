/** Loads the test files that share one process; `run-tests.ts` names them. A file that can't be loaded is a failed test. */
import { relative } from 'node:path'
import { it } from 'node:test'
import { pathToFileURL } from 'node:url'

const paths: readonly string[] = JSON.parse(process.env['LATCHKEY_UNIT_TESTS'] ?? '[]')

for (const path of paths) {
  try {
    await import(pathToFileURL(path).href)
  } catch (error) {
    it(`loads ${relative(process.cwd(), path)}`, () => {
      throw error
    })
  }
}
