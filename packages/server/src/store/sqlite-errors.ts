import { type Conflict, StoreUnavailable } from './ports.ts'
import { conflictOf } from './unique-violation.ts'

/** SQLite's result codes, as far as they ask for different words (https://sqlite.org/rescode.html). */
const CODE = { busy: 5, locked: 6, readOnly: 8, ioError: 10, corrupt: 11, full: 13, cannotOpen: 14, notADatabase: 26 }
const UNIQUE_CODES: readonly number[] = [1555, 2067]

interface SqliteError extends Error {
  /** The extended code; its lowest byte is the primary one. */
  readonly errcode: number
}

function isSqliteError(error: unknown): error is SqliteError {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
}

function primaryCode(error: unknown): number | undefined {
  return isSqliteError(error) ? error.errcode & 0xff : undefined
}

/** Whether another connection stood in the way and the same thing may work a moment later. */
export function isBusy(error: unknown): boolean {
  const code = primaryCode(error)
  return code === CODE.busy || code === CODE.locked
}

/** The conflict that a unique key reports, if that is what went wrong. */
function conflictIn(error: unknown): Conflict | undefined {
  if (!isSqliteError(error) || !UNIQUE_CODES.includes(error.errcode)) return undefined
  // "UNIQUE constraint failed: app_user.realm_id, app_user.username"
  const columns = (error.message.split(': ')[1] ?? '').split(', ').map((column) => column.split('.'))
  return conflictOf(
    columns[0]?.[0] ?? '',
    columns.map((column) => column[1] ?? ''),
  )
}

/** The error as those outside the store may see it: a sentence that says what to do, where anything can be done. */
export function explained(error: unknown, path: string): unknown {
  const sentence = sentenceOf(primaryCode(error), path)
  return sentence === undefined ? (conflictIn(error) ?? error) : new StoreUnavailable(sentence, { cause: error })
}

function sentenceOf(code: number | undefined, path: string): string | undefined {
  switch (code) {
    case CODE.busy:
    case CODE.locked:
      return `The database ${path} is held by another process. Let its import or backup end, or stop that process.`
    case CODE.readOnly:
      return `The database ${path} can't be written. Give this user the right to write to the file and its folder.`
    case CODE.ioError:
      return `The disk of ${path} reported an error while reading or writing. Check the disk and its free space.`
    case CODE.full:
      return `The disk of ${path} is full. Free some space; nothing that was answered is lost.`
    case CODE.corrupt:
      return `The database ${path} is damaged. Stop Latchkey and put back a copy of the file from a backup.`
    case CODE.cannotOpen:
      return `Can't open or make the database ${path}. Make its folder writable for this user, or name another with --data-dir.`
    case CODE.notADatabase:
      return `The file ${path} is not a Latchkey database. Move it away or name another folder with --data-dir.`
    default:
      return undefined
  }
}
