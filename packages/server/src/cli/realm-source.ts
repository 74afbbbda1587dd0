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
 * @throws {CannotStart} when one is broken; then nothing was saved.
 */
export async function saveRealms(services: Provisioning, files: readonly RealmFile[]): Promise<void> {
  await (await prepareRealms(services, files))()
}

/** Does all that can fail for a file's sake, hashing included, and leaves the saving for later. */
export async function prepareRealms(services: Provisioning, files: readonly RealmFile[]): Promise<() => Promise<void>> {
  try {
    const realms = await importRealmFiles(files, importContext(services))
    return async () => {
      const master = await services.stores.realms.findByName(MASTER)
      await services.stores.realms.create(realms, master && masterRightsOver(realms, master, services.random))
    }
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
