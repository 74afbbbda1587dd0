/**
 * Brings realms to the state that files describe, and plans it first: `latchkey apply` on the local store. People, their
 * credentials and their sessions stay; what is not among the changes of a plan is not written.
 */
import type { ApplyMode } from '../representations/apply/merge-realm.ts'
import { planRealm, type RealmPlan } from '../representations/apply/plan-realm.ts'
import { realmMergeOf } from '../representations/apply/realm-merge-of.ts'
import type { RealmRepresentation } from '../representations/keycloak.ts'
import { masterRightsOver } from '../representations/master-rights.ts'
import { exportRealm } from '../representations/realm-export.ts'
import { type FileProblem, placeOf, type RealmFile, RealmFilesError } from '../representations/realm-files.ts'
import { RealmImportError } from '../representations/realm-import-error.ts'
import type { RealmChanges, RealmMerge } from '../store/ports.ts'
import { importContext, MASTER, type Provisioning } from './import-realms.ts'

/** How often a plan is made anew because somebody else has changed a realm meanwhile. */
const MOST_ATTEMPTS = 5

/** What a realm was like when it was looked at. */
interface Looked {
  readonly revision: number
  readonly document: RealmRepresentation
}

interface LocalPlan {
  readonly plan: RealmPlan
  readonly looked: Looked | undefined
}

/** @throws {RealmFilesError} with the problems of all files. */
export async function planOfRealms(
  services: Provisioning,
  files: readonly RealmFile[],
  mode: ApplyMode,
): Promise<readonly RealmPlan[]> {
  return (await planAll(services, files, mode)).map(({ plan }) => plan)
}

/**
 * All of it or nothing, in one act of the store.
 *
 * @returns what was done; `undefined` when others changed the realms all the while, and nothing was written.
 * @throws {RealmFilesError} with the problems of all files; then nothing was written.
 */
export async function applyRealms(
  services: Provisioning,
  files: readonly RealmFile[],
  mode: ApplyMode,
): Promise<readonly RealmPlan[] | undefined> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const plans = await planAll(services, files, mode)
    if (await services.stores.realms.apply(await changesOf(services, plans))) return plans.map(({ plan }) => plan)
  }
  return undefined
}

async function planAll(
  services: Provisioning,
  files: readonly RealmFile[],
  mode: ApplyMode,
): Promise<readonly LocalPlan[]> {
  const context = importContext(services)
  return planFiles(files, async (file, name) => {
    const looked = await lookAt(services, name)
    return { looked, plan: await planRealm(looked?.document, file.document, { mode, path: file.path }, context) }
  })
}

/**
 * Plans each file, and gathers what is wrong with all of them.
 *
 * @param plan - of one file; gets the name of the realm that it is about.
 * @throws {RealmFilesError}
 */
export async function planFiles<Plan>(
  files: readonly RealmFile[],
  plan: (file: RealmFile, realm: string | undefined) => Promise<Plan>,
): Promise<readonly Plan[]> {
  const plans: Plan[] = []
  const problems: FileProblem[] = []
  const names = new Set<string>()
  for (const file of files) {
    const name = nameOf(file.document)
    if (name !== undefined && names.has(name)) {
      problems.push({ file: file.file, path: `${file.path}.realm`, reason: 'another file has the same realm' })
    }
    if (name !== undefined) names.add(name)
    try {
      plans.push(await plan(file, name))
    } catch (error) {
      if (!(error instanceof RealmImportError)) throw error
      problems.push(...error.problems.map((problem) => ({ ...problem, ...placeOf(problem.path, file) })))
    }
  }
  if (problems.length > 0) throw new RealmFilesError(problems)
  return plans
}

function nameOf(document: unknown): string | undefined {
  if (typeof document !== 'object' || document === null || !('realm' in document)) return undefined
  return typeof document.realm === 'string' ? document.realm : undefined
}

async function lookAt({ stores }: Provisioning, name: string | undefined): Promise<Looked | undefined> {
  const realm = name === undefined ? undefined : await stores.realms.findByName(name)
  // the revision is read first: what changes behind it is noticed when the plan is written
  const aggregate = realm && (await stores.realms.load(realm.id, { users: false }))
  if (realm === undefined || aggregate === undefined) return undefined
  return { revision: realm.revision, document: exportRealm(aggregate, { users: false, secrets: 'plain' }) }
}

async function changesOf(services: Provisioning, plans: readonly LocalPlan[]): Promise<RealmChanges> {
  const { stores, random } = services
  const created = plans.filter(({ plan }) => plan.isNew).map(({ plan }) => plan.wanted)
  const merged: { realmId: string; revision: number; merge: RealmMerge }[] = []
  for (const { plan, looked } of plans) {
    const realmId = looked?.document.id
    if (looked === undefined || realmId === undefined || plan.changes.length === 0) continue
    const merge = realmMergeOf(plan, looked.document)
    const users = await withoutAccount(services, realmId, merge.users)
    merged.push({ realmId, revision: looked.revision, merge: { ...merge, users } })
  }
  const master = await stores.realms.findByName(MASTER)
  const additions = created.length > 0 && master ? masterRightsOver(created, master, random) : undefined
  return { created, additions, merged }
}

/** A client that had a service account before may still have it. */
async function withoutAccount({ stores }: Provisioning, realmId: string, accounts: RealmMerge['users']) {
  const found = await Promise.all(
    accounts.map(({ serviceAccountClientUuid: uuid }) => uuid && stores.users.findServiceAccount(realmId, uuid)),
  )
  return accounts.filter((_, index) => found[index] === undefined)
}
