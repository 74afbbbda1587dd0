/**
 * Reads realm files and folders of them: text → documents. What a file means is `realm-import.ts`'s. All files together
 * are taken or refused, so that a folder never is half imported.
 */
import { isObject } from './fields.ts'
import type { ImportContext } from './import-context.ts'
import { findSyntaxProblem } from './json-syntax.ts'
import { replacePlaceholders } from './placeholders.ts'
import type { RealmAggregate } from './realm-aggregate.ts'
import { importRealm } from './realm-import.ts'
import { RealmImportError } from './realm-import-error.ts'

/** The few things asked of a file system. */
export interface FileReader {
  /** @returns the names in a folder, `undefined` when the path is not a folder. */
  listFolder(path: string): Promise<readonly string[] | undefined>
  /** @throws whatever the file system throws. */
  readText(path: string): Promise<string>
}

/** A realm's document and the files it came from. */
export interface RealmFile {
  readonly file: string
  /** Of the document within its file: `$`, or `$[1]` in a file of several realms. */
  readonly path: string
  readonly document: unknown
  /** Users that came from files of their own (`NAME-users-0.json`), in the order in which they were added. */
  readonly userFiles: readonly { readonly file: string; readonly firstUser: number }[]
}

/** One thing that is wrong with a file. Line and column, from 1, where it isn't JSON at all. */
export interface FileProblem {
  readonly file: string
  readonly line?: number
  readonly column?: number
  readonly path: string
  readonly reason: string
}

/** Files that can't be imported; nothing of any of them was. */
export class RealmFilesError extends Error {
  readonly problems: readonly FileProblem[]

  constructor(problems: readonly FileProblem[]) {
    const place = ({ file, line, column }: FileProblem) => (line === undefined ? file : `${file}:${line}:${column}`)
    super(problems.map((problem) => `${place(problem)}: ${problem.path}: ${problem.reason}`).join('\n'))
    this.name = 'RealmFilesError'
    this.problems = problems
  }
}

/**
 * @param path - a file, or a folder, of which every `.json` file is read.
 * @param env - for placeholders.
 * @throws {RealmFilesError} naming file, line, column and JSON path of whatever isn't JSON or isn't a realm.
 */
export async function readRealmFiles(
  path: string,
  reader: FileReader,
  env: Readonly<Record<string, string | undefined>>,
): Promise<readonly RealmFile[]> {
  const names = await reader.listFolder(path)
  const jsonFiles = names?.filter((name) => name.endsWith('.json')).sort(inNumericOrder)
  const files = jsonFiles?.map((name) => `${path.replace(/\/$/, '')}/${name}`) ?? [path]
  const texts = await Promise.all(files.map(async (file) => ({ file, text: await reader.readText(file) })))
  const problems: FileProblem[] = []
  const documents = texts.flatMap(({ file, text }) =>
    parse(file, replacePlaceholders(text.replace(BYTE_ORDER_MARK, ''), env), problems),
  )
  if (problems.length > 0) throw new RealmFilesError(problems)
  return withUsers(documents)
}

/**
 * Imports what {@link readRealmFiles} read.
 *
 * @throws {RealmFilesError} with the problems of all files.
 */
export async function importRealmFiles(
  files: readonly RealmFile[],
  context: ImportContext,
): Promise<readonly RealmAggregate[]> {
  const realms: RealmAggregate[] = []
  const problems: FileProblem[] = []
  for (const file of files) {
    try {
      const realm = await importRealm(file.document, context, file.path)
      const twice = realms.some((other) => other.realm.realm === realm.realm.realm)
      if (twice)
        problems.push({ file: file.file, path: `${file.path}.realm`, reason: 'another file has the same realm' })
      realms.push(realm)
    } catch (error) {
      if (!(error instanceof RealmImportError)) throw error
      problems.push(...error.problems.map((problem) => ({ ...problem, ...placeOf(problem.path, file) })))
    }
  }
  if (problems.length > 0) throw new RealmFilesError(problems)
  return realms
}

interface ParsedFile {
  readonly file: string
  readonly path: string
  readonly document: Record<string, unknown>
}

/** A file holds a realm, or a list of them when a whole server was exported into one. */
function parse(file: string, text: string, problems: FileProblem[]): ParsedFile[] {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    const problem = findSyntaxProblem(text) ?? { path: '$', reason: 'is not JSON' }
    problems.push({ file, ...problem })
    return []
  }
  const documents = Array.isArray(parsed)
    ? parsed.map((document, index) => ({ path: `$[${index}]`, document }))
    : [{ path: '$', document: parsed }]
  return documents.flatMap(({ path, document }) => {
    if (isObject(document)) return [{ file, path, document }]
    problems.push({ file, path, reason: 'expected an object with the fields of a realm' })
    return []
  })
}

/** Editors on Windows put it in front; JSON has no place for it. */
const BYTE_ORDER_MARK = /^\uFEFF/

const USERS_FILE = /-(?:federated-)?users-\d+\.json$/

/** `kc.sh export --dir` writes a realm's users beside it: `NAME-realm.json`, `NAME-users-0.json`. */
function withUsers(parsed: readonly ParsedFile[]): RealmFile[] {
  const userFiles = parsed.filter(({ file }) => USERS_FILE.test(file))
  const realmFiles = parsed.filter(({ file }) => !USERS_FILE.test(file))
  const realms = new Set(realmFiles.map(({ document }) => document.realm))
  const lost = userFiles.filter(({ document }) => !realms.has(document.realm))
  if (lost.length > 0) {
    const reason = 'names a realm that no file beside it has'
    throw new RealmFilesError(lost.map(({ file, path }) => ({ file, path: `${path}.realm`, reason })))
  }
  return realmFiles.map(({ file, path, document }) => {
    const own = userFiles.filter((users) => users.document.realm === document.realm)
    return { file, path, ...mergeUsers(document, own) }
  })
}

function mergeUsers(
  realm: Record<string, unknown>,
  files: readonly ParsedFile[],
): Pick<RealmFile, 'document' | 'userFiles'> {
  if (files.length === 0) return { document: realm, userFiles: [] }
  const users = [...listOf(realm.users)]
  const federatedUsers = [...listOf(realm.federatedUsers)]
  const userFiles: { file: string; firstUser: number }[] = []
  for (const { file, document } of files) {
    userFiles.push({ file, firstUser: users.length })
    // A loop, because spreading a hundred thousand users as arguments overflows the stack.
    for (const user of listOf(document.users)) users.push(user)
    for (const user of listOf(document.federatedUsers)) federatedUsers.push(user)
  }
  const merged = { ...realm, users, ...(federatedUsers.length > 0 && { federatedUsers }) }
  return { document: merged, userFiles }
}

/** Where a user of the merged document really stands. */
export function placeOf(path: string, { file, path: root, userFiles }: RealmFile): { file: string; path: string } {
  const match = /^\.users\[(\d+)\](.*)$/s.exec(path.slice(root.length))
  if (!match) return { file, path }
  const index = Number(match[1])
  const source = userFiles.findLast(({ firstUser }) => firstUser <= index)
  return source === undefined
    ? { file, path }
    : { file: source.file, path: `$.users[${index - source.firstUser}]${match[2]}` }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** `users-2` before `users-10`. */
function inNumericOrder(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true })
}
