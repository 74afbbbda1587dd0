/** `latchkey import`: realm files into the database, while the server runs or not. */
import { compose } from '../compose.ts'
import { bootstrapMaster } from '../provisioning/bootstrap.ts'
import { MASTER, type Provisioning } from '../provisioning/import-realms.ts'
import type { RealmFile } from '../representations/realm-files.ts'
import { CannotStart } from './cannot-start.ts'
import type { Call } from './command.ts'
import { IMPORT_OPTIONS } from './command-options.ts'
import { ensureDataFolder } from './data-folder.ts'
import { UsageError } from './option.ts'
import { readRealms, realmNameOf, saveRealms } from './realm-source.ts'

export async function importCommand({ settings, sources, environment, say }: Call): Promise<number> {
  const { path, option } = sourcePath(sources.given(IMPORT_OPTIONS.file), sources.given(IMPORT_OPTIONS.dir))
  const override = sources.given(IMPORT_OPTIONS.override)
  const files = await readRealms(path, option, environment)
  if (files.length === 0) throw new CannotStart(`There is no .json file in ${path}. Check ${option}.`)
  ensureDataFolder(settings.dataDir)
  const { services, close } = await compose(settings)
  try {
    await bootstrapMaster(services, settings.bootstrapAdmin)
    await importAll(services, files, override, say)
    return 0
  } finally {
    await close()
  }
}

function sourcePath(file: string | undefined, dir: string | undefined): { path: string; option: string } {
  if (file !== undefined && dir === undefined) return { path: file, option: '--file' }
  if (dir !== undefined && file === undefined) return { path: dir, option: '--dir' }
  throw new UsageError('`import` takes either --file or --dir.')
}

async function importAll(
  services: Provisioning,
  files: readonly RealmFile[],
  override: boolean,
  say: (line: string) => void,
): Promise<void> {
  const existing = new Map((await services.stores.realms.list()).map(({ id, name }) => [name, id]))
  const isThere = (file: RealmFile) => existing.has(realmNameOf(file) ?? '')
  const skipped = override ? [] : files.filter(isThere)
  const taken = override ? files : files.filter((file) => !isThere(file))
  if (taken.some((file) => realmNameOf(file) === MASTER)) {
    throw new CannotStart(
      'Realm master exists and can not be replaced by an import, because the rights over all other realms are in it. Leave it out of the files.',
    )
  }
  for (const file of skipped) say(`Realm ${realmNameOf(file)} exists and was left as it is (--override=false).`)
  const replaced = taken.map((file) => existing.get(realmNameOf(file) ?? '')).filter((id) => id !== undefined)
  await saveRealms(services, taken, replaced)
  for (const file of taken) say(`Realm ${realmNameOf(file)} was imported from ${file.file}.`)
}
