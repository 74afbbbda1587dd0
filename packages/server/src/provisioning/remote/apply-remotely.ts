/**
 * `latchkey apply --url`: the same plan as on the local store, brought about through the Admin API of a server. That has no
 * transaction over several calls: a run that breaks off says what is done, and the next one plans what is left.
 */
import type { ApplyMode } from '../../representations/apply/merge-realm.ts'
import { planRealm, type RealmPlan } from '../../representations/apply/plan-realm.ts'
import { itemsOf, keyed, labelOf } from '../../representations/apply/realm-items.ts'
import { MASK } from '../../representations/complete-clients.ts'
import { isObject } from '../../representations/fields.ts'
import type { ImportContext } from '../../representations/import-context.ts'
import type { RealmRepresentation } from '../../representations/keycloak.ts'
import type { RealmFile } from '../../representations/realm-files.ts'
import { planFiles } from '../apply-realms.ts'
import { type AdminApi, AdminApiError, members } from './admin-api.ts'
import { RemoteRealm } from './remote-realm.ts'
import { notRemote, stepsOf } from './remote-steps.ts'

/** A plan, and what it was made of. */
export interface RemotePlan {
  readonly plan: RealmPlan
  readonly current: RealmRepresentation | undefined
  /** As the file has it: what a realm is made of. */
  readonly file: unknown
}

/** A call failed. What came before it is done, what comes behind it is not. */
export class BrokenOff extends Error {
  readonly done: readonly string[]
  readonly left: readonly string[]
  constructor(cause: AdminApiError, done: readonly string[], left: readonly string[]) {
    super(cause.message, { cause })
    this.name = 'BrokenOff'
    this.done = done
    this.left = left
  }
}

/**
 * @throws {RealmFilesError} with the problems of all files.
 * @throws {AdminApiError}
 */
export async function planRemotely(
  api: AdminApi,
  files: readonly RealmFile[],
  mode: ApplyMode,
  context: Pick<ImportContext, 'clock' | 'random'>,
): Promise<readonly RemotePlan[]> {
  // keys and hashes are the server's to make
  const light = {
    ...context,
    newKeyProviders: async () => [],
    hashPassword: async () => ({ secretData: '{}', credentialData: '{}' }),
  }
  return planFiles(files, async ({ document, path }, name) => {
    const current = name === undefined ? undefined : await currentRealm(api, name, document)
    const plan = await planRealm(current, document, { mode, path, masked: true }, light)
    return { plan, current, file: document }
  })
}

/**
 * @throws {AdminApiError} when something of the plan can't be done this way; then nothing was changed.
 * @throws {BrokenOff}
 */
export async function applyRemotely(api: AdminApi, plans: readonly RemotePlan[]): Promise<void> {
  const impossible = plans.flatMap(({ plan }) => (plan.isNew ? [] : notRemote(plan.changes)))
  if (impossible.length > 0) {
    const names = impossible.map(({ item }) => labelOf(item)).join(', ')
    throw new AdminApiError(
      `Flows can't be changed remotely (${names}), and nothing was. Apply them on the server's own database`,
    )
  }
  const steps = plans.flatMap(({ plan, current, file }) => {
    if (plan.isNew) {
      return [{ what: `make realm ${plan.realm}`, run: async () => void (await api.send('POST', '/realms', file)) }]
    }
    const realm = new RemoteRealm(api, plan.realm)
    const items = keyed(itemsOf(current ?? {}))
    return stepsOf(plan.changes, items).map(({ what, run }) => ({
      what: `${plan.realm}: ${what}`,
      run: () => run(realm),
    }))
  })
  const names = steps.map(({ what }) => what)
  for (const [index, step] of steps.entries()) {
    try {
      await step.run()
    } catch (error) {
      if (!(error instanceof AdminApiError)) throw error
      throw new BrokenOff(error, names.slice(0, index), names.slice(index))
    }
  }
}

/** The realm as its partial export tells it, with the secrets of those clients for which the file has one. */
async function currentRealm(api: AdminApi, name: string, file: unknown): Promise<RealmRepresentation | undefined> {
  const path = `/realms/${encodeURIComponent(name)}`
  if ((await api.find(path)) === undefined) return undefined
  const exported = await api.send('POST', `${path}/partial-export?exportClients=true&exportGroupsAndRoles=true`)
  // what a Keycloak says is read as any realm file before it is used
  const document = members(exported) as RealmRepresentation
  const wanted = new Set(clientsWithSecret(file))
  const clients = []
  for (const client of document.clients ?? []) {
    const isAsked = client.secret === MASK && wanted.has(client.clientId)
    const told = isAsked ? members(await api.find(`${path}/clients/${client.id}/client-secret`)) : {}
    clients.push(typeof told['value'] === 'string' ? { ...client, secret: told['value'] } : client)
  }
  return { ...document, clients, realm: name }
}

function clientsWithSecret(file: unknown): readonly unknown[] {
  const { clients } = members(file)
  if (!Array.isArray(clients)) return []
  return clients
    .filter((client) => isObject(client) && typeof client['secret'] === 'string' && client['secret'] !== MASK)
    .map((client) => members(client)['clientId'])
}
