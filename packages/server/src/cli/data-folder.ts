import { mkdirSync } from 'node:fs'
import { CannotStart, codeOf } from './cannot-start.ts'

/** Makes the data folder if its parent is there, for this user only: it will hold keys and password hashes. */
export function ensureDataFolder(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return
    throw new CannotStart(
      `The data folder ${path} can't be made (${codeOf(error) ?? 'unknown reason'}). Make it and give this user the right to write in it, or name another with --data-dir.`,
      { cause: error },
    )
  }
}
