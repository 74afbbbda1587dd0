/** `latchkey export`: realms as Keycloak's JSON, while the server runs or not. */
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { compose } from '../compose.ts'
import type { RealmRepresentation } from '../representations/keycloak.ts'
import { exportRealm } from '../representations/realm-export.ts'
import type { Stores } from '../store/ports.ts'
import { CannotStart, codeOf } from './cannot-start.ts'
import type { Call } from './command.ts'
import { EXPORT_OPTIONS } from './command-options.ts'
import { UsageError } from './option.ts'

type UsersIn = 'skip' | 'realm_file' | 'same_file' | 'different_files'

interface OutputFile {
  readonly path: string
  readonly content: unknown
}

export async function exportCommand({ settings, sources, say }: Call): Promise<number> {
  const file = sources.given(EXPORT_OPTIONS.file)
  const dir = sources.given(EXPORT_OPTIONS.dir)
  const users = sources.given(EXPORT_OPTIONS.users) ?? (file === undefined ? 'different_files' : 'realm_file')
  if ((file === undefined) === (dir === undefined)) throw new UsageError('`export` takes either --file or --dir.')
  if (file !== undefined && users !== 'skip' && users !== 'realm_file') {
    throw new UsageError(
      `--users=${users} needs --dir: with --file the users are in that file (realm_file) or nowhere (skip).`,
    )
  }
  if (!existsSync(settings.database)) {
    throw new CannotStart(`There is no database at ${settings.database}. Check --data-dir.`)
  }
  const { stores, close } = await compose(settings)
  try {
    const realms = await realmsOf(stores, sources.given(EXPORT_OPTIONS.realm), users !== 'skip')
    const perFile = users === 'different_files' ? sources.given(EXPORT_OPTIONS.usersPerFile) : Number.POSITIVE_INFINITY
    const files =
      dir === undefined
        ? [{ path: file ?? '', content: realms.length === 1 ? realms[0] : realms }]
        : realms.flatMap((realm) => filesOf(realm, dir, users, perFile))
    if (dir !== undefined) await making(dir, () => makeFolder(dir))
    // mode: they hold secrets and keys
    for (const { path, content } of files) {
      await making(path, () => writeFile(path, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 }))
      say(`Wrote ${path}.`)
    }
    return 0
  } finally {
    await close()
  }
}

async function realmsOf(
  stores: Stores,
  name: string | undefined,
  users: boolean,
): Promise<readonly RealmRepresentation[]> {
  const all = await stores.realms.list()
  const chosen = name === undefined ? all : all.filter((realm) => realm.name === name)
  if (name !== undefined && chosen.length === 0) {
    throw new CannotStart(`There is no realm ${name}. There are: ${all.map((realm) => realm.name).join(', ')}.`)
  }
  const loaded = await Promise.all(chosen.map(({ id }) => stores.realms.load(id, { users })))
  return loaded.flatMap((aggregate) => (aggregate ? [exportRealm(aggregate, { users, secrets: 'plain' })] : []))
}

/** Keycloak's names: NAME-realm.json, NAME-users-0.json. */
function filesOf(realm: RealmRepresentation, dir: string, users: UsersIn, perFile: number): readonly OutputFile[] {
  // a realm's name comes from outside and must not lead out of the folder
  const name = encodeURIComponent(realm.realm ?? 'realm').replaceAll('..', '%2E%2E')
  const path = join(dir, `${name}-realm.json`)
  if (users === 'skip' || users === 'realm_file') return [{ path, content: realm }]
  const { users: people = [], ...rest } = realm
  const count = Math.ceil(people.length / Math.min(perFile, Math.max(people.length, 1)))
  const parts = Array.from({ length: count }, (_, index) =>
    Number.isFinite(perFile) ? people.slice(index * perFile, (index + 1) * perFile) : people,
  )
  return [
    { path, content: rest },
    ...parts.map((part, index) => ({
      path: join(dir, `${name}-users-${index}.json`),
      content: { realm: realm.realm, users: part },
    })),
  ]
}

/** One level only: with `recursive`, Node never comes back where the parent can't hold folders (/proc). */
async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { mode: 0o700 }).catch((error: unknown) => {
    if (codeOf(error) !== 'EEXIST') throw error
  })
}

async function making(path: string, act: () => Promise<unknown>): Promise<void> {
  try {
    await act()
  } catch (error) {
    throw new CannotStart(`${path} can't be written (${codeOf(error) ?? error}). Check the folder and its rights.`, {
      cause: error,
    })
  }
}
