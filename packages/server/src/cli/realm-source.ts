/** Realm files for the commands: read from disk, told apart from realms that exist, saved all at once. */
import { readdir, readFile, stat } from 'node:fs/promises'
import { importContext, MASTER, type Provisioning } from '../provisioning/import-realms.ts'
import { masterRightsOver } from '../representations/master-rights.ts'
import {
  type FileReader,
  importRealmFiles,
  type RealmFile,
  RealmFilesError,
  readRealmFiles,
} from '../representations/realm-files.ts'
import { CannotStart, codeOf } from './cannot-start.ts'
import type { Environment } from './sources.ts'

const DISK: FileReader = {
  async listFolder(path) {
    return (await stat(path)).isDirectory() ? await readdir(path) : undefined
  },
  readText: (path) => readFile(path, 'utf8'),
}

/**
 * @param option - what named the path, for the message.
 * @throws {CannotStart} when a file can't be read or isn't a realm.
 */
export async function readRealms(
  path: string,
  option: string,
  environment: Environment,
): Promise<readonly RealmFile[]> {
  try {
    return await readRealmFiles(path, DISK, environment)
  } catch (error) {
    if (error instanceof RealmFilesError) throw brokenFiles(error)
    const code = codeOf(error)
    if (code === undefined) throw error
    throw new CannotStart(`${path} can't be read (${code}). Check ${option}.`, { cause: error })
  }
}

/**
 * Saves realms, all of them or none, with master's rights over them.
 *
 * @param replaced - ids of the realms that these take the place of, in the same act.
 * @throws {CannotStart} when one is broken; then nothing was saved and nothing is gone.
 */
export async function saveRealms(
  services: Provisioning,
  files: readonly RealmFile[],
  replaced: readonly string[] = [],
): Promise<void> {
  try {
    const { realms } = services.stores
    const made = await importRealmFiles(files, importContext(services))
    const master = await realms.findByName(MASTER)
    await realms.create(made, master && masterRightsOver(made, master, services.random), replaced)
  } catch (error) {
    throw error instanceof RealmFilesError ? brokenFiles(error) : error
  }
}

/** Runs what judges files; of broken ones it tells what an import would. */
export async function explainingFiles<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof RealmFilesError ? brokenFiles(error) : error
  }
}

/** @returns the realm's name; `undefined` where the file lacks one, which importing it will say. */
export function realmNameOf({ document }: RealmFile): string | undefined {
  if (typeof document !== 'object' || document === null || !('realm' in document)) return undefined
  return typeof document.realm === 'string' ? document.realm : undefined
}

function brokenFiles(error: RealmFilesError): CannotStart {
  return new CannotStart(`Nothing was imported, because of:\n${error.message.replace(/^/gm, '  ')}`, { cause: error })
}
