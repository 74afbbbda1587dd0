/**
 * `doctor`: what the server knows of its own health, for the console's page and for scripts. A realm's administrator is
 * told of the realm; where the server stands and whether its administrator can be guessed is the business of master's.
 */
import { X509Certificate } from 'node:crypto'
import { HasherOverloaded } from '../../../keys/password-hasher.ts'
import type { RealmKeyInfo } from '../../../keys/realm-keys.ts'
import type { Realm } from '../../../model/realm.ts'
import { hasGuessableAdministrator } from '../../../provisioning/guessable-administrator.ts'
import type { ClientRepresentation } from '../../../representations/keycloak.ts'
import type { Services } from '../../realm-endpoint.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import { MASTER, may } from '../permissions.ts'
import { clientFindings } from './client-findings.ts'
import type { Finding } from './finding.ts'
import { type DatedKey, realmFindings } from './realm-findings.ts'
import { addressFindings, administratorFinding, databaseFinding } from './server-findings.ts'

/** A realm may have many more; so many are read and judged in some tens of milliseconds. */
const MOST_CLIENTS = 1_000
const CLIENTS_AT_ONCE = 100

export const doctorRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'GET',
    path: '/doctor',
    summary: 'What is weak or wrong in this realm and, for administrators of master, in this deployment',
    needs: 'view-realm',
    answer: examine,
  }),
]

async function examine(context: AdminContext): Promise<AdminResponse> {
  const { services, realm, request } = context
  const keys = (await services.keysOf(realm)).list().map(dated)
  const clients = await ofClients(context)
  const server = await ofServer(context)
  const findings = [
    ...(server?.findings ?? []),
    ...realmFindings(realm, keys, services.clock.nowMs()),
    ...(clients?.findings ?? []),
  ]
  return adminJson({
    base: request.base,
    issuer: `${request.base}/realms/${encodeURIComponent(realm.name)}`,
    time: services.clock.nowMs(),
    findings,
    ...(clients !== undefined && { clients: clients.seen }),
    ...(server !== undefined && { server: server.facts }),
  })
}

/** When a key was made is what its self-signed certificate says. */
function dated(key: RealmKeyInfo): DatedKey {
  const { certificate } = key
  const made = certificate && new X509Certificate(Buffer.from(certificate, 'base64')).validFromDate.getTime()
  return { ...key, validFromMs: made || undefined }
}

async function ofClients({ services, realm, admin }: AdminContext) {
  if (!may(admin, 'view-clients', realm)) return undefined
  const found: ClientRepresentation[] = []
  let page: number
  do {
    const records = await services.stores.clients.list(realm.id, { first: found.length, max: CLIENTS_AT_ONCE })
    found.push(...records.map(({ clientId, representation }) => ({ ...representation, clientId })))
    page = records.length
    // others get their turn
    await new Promise(setImmediate)
  } while (page === CLIENTS_AT_ONCE && found.length < MOST_CLIENTS)
  return { findings: clientFindings(found), seen: { judged: found.length, all: page < CLIENTS_AT_ONCE } }
}

async function ofServer({ services, admin, request }: AdminContext) {
  if (admin.realm.name !== MASTER || !may(admin, 'view-realm', admin.realm)) return undefined
  const reached = request.reached()
  const database = await services.stores.describe()
  const administrators = may(admin, 'manage-realm', admin.realm) ? await ofAdministrators(services, admin.realm) : []
  const { development } = services
  return {
    facts: { development, reached, database },
    findings: [...addressFindings(reached, development), databaseFinding(database), ...administrators],
  }
}

async function ofAdministrators(services: Services, master: Realm): Promise<readonly Finding[]> {
  try {
    const guessable = await hasGuessableAdministrator(services)
    const temporary = await services.stores.users.search(master.id, {
      attributes: [['is_temporary_admin', 'true']],
      enabled: true,
      max: 1,
    })
    return [administratorFinding({ guessable, temporary: temporary.length > 0 })]
  } catch (error) {
    if (error instanceof HasherOverloaded) return [] // people who sign in come first
    throw error
  }
}
