/** `--import-realm`: realms of files before the server listens. Those that exist are left as they are. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Settings } from '../config.ts'
import type { Log } from '../log.ts'
import type { Provisioning } from '../provisioning/import-realms.ts'
import type { RealmFile } from '../representations/realm-files.ts'
import type { Environment } from './sources.ts'

export interface RealmAtStart {
  readonly name: string
  readonly isNew: boolean
  /** Users whose password stands in the file as it is typed. Empty outside development. */
  readonly users: readonly { readonly username: string; readonly password: string }[]
}

export async function importAtStart(
  services: Provisioning,
  settings: Settings,
  environment: Environment,
  log: Log,
): Promise<readonly RealmAtStart[]> {
  const { importFrom, dataDir, development } = settings
  if (importFrom === undefined) return []
  // alone, the option names a folder that need not be there, as in Keycloak
  if (importFrom === join(dataDir, 'import') && !existsSync(importFrom)) {
    log.warn({ folder: importFrom }, 'nothing to import: the folder does not exist')
    return []
  }
  const { readRealms, realmNameOf, saveRealms } = await import('./realm-source.ts')
  const files = await readRealms(importFrom, '--import-realm', environment)
  const existing = new Set((await services.stores.realms.list()).map((realm) => realm.name))
  const isThere = (file: RealmFile) => existing.has(realmNameOf(file) ?? '')
  for (const file of files.filter(isThere)) {
    log.info({ realm: realmNameOf(file), file: file.file }, 'the realm exists: import skipped')
  }
  const missing = files.filter((file) => !isThere(file))
  if (missing.length > 0) await saveRealms(services, missing)
  for (const file of missing) log.info({ realm: realmNameOf(file), file: file.file }, 'realm imported')
  return files.map((file) => ({
    name: realmNameOf(file) ?? '',
    isNew: !isThere(file),
    users: development ? usersIn(file.document) : [],
  }))
}

function usersIn(document: unknown): RealmAtStart['users'] {
  return listAt(document, 'users').flatMap((user) => {
    const username = textAt(user, 'username')
    const password = listAt(user, 'credentials').map((credential) => textAt(credential, 'value'))[0]
    return username === undefined || password === undefined ? [] : [{ username, password }]
  })
}

function listAt(value: unknown, field: string): readonly unknown[] {
  const found = fieldAt(value, field)
  return Array.isArray(found) ? found : []
}

function textAt(value: unknown, field: string): string | undefined {
  const found = fieldAt(value, field)
  return typeof found === 'string' ? found : undefined
}

function fieldAt(value: unknown, field: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.getOwnPropertyDescriptor(value, field)?.value
}
