/** What a realm file must not do although its types are right: name a thing twice, or one that isn't there. */
import { checkClientPolicies } from './check-client-policies.ts'
import type { CompleteRealm } from './complete-realm.ts'
import { credentialProblem } from './credential.ts'
import { scopeName } from './defaults/client-scopes.ts'
import { textsOf } from './fields.ts'
import { memberPath, type Problems } from './json-shape.ts'
import type { GroupRepresentation, RoleRepresentation } from './keycloak.ts'

/** Keycloak refuses these in a realm's name, which is a part of every URL. */
const RESERVED = /[/?#:;\\@!$&()*+,=[\]]/

/** @param path - of the realm within its file: `$`. */
export function checkRealm(realm: CompleteRealm, path: string, problems: Problems): void {
  checkRealmName(realm.realm, `${path}.realm`, problems)
  checkNames(realm, path, problems)
  checkGroups(realm.groups, `${path}.groups`, new Once('id', problems), problems)
  checkUsers(realm, path, problems)
  checkRoles(realm, path, problems)
  checkMappings(realm, path, problems)
  checkFlows(realm, path, problems)
  checkClientPolicies(realm, path, problems)
}

function checkRealmName(name: string, path: string, problems: Problems): void {
  const reserved = RESERVED.exec(name)
  if (reserved) problems.add(path, `must not contain ${reserved[0]}`)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(name)) problems.add(path, 'must not contain control characters')
  if (name === '.' || name === '..') problems.add(path, 'has a meaning of its own in URLs')
}

function checkNames(realm: CompleteRealm, path: string, problems: Problems): void {
  const lists = [
    ['clients', 'clientId', realm.clients.map((client) => client.clientId)],
    ['clientScopes', 'name', realm.clientScopes.map((scope) => scope.name)],
    ['authenticationFlows', 'alias', (realm.authenticationFlows ?? []).map((flow) => flow.alias)],
    ['authenticatorConfig', 'alias', (realm.authenticatorConfig ?? []).map((config) => config.alias)],
    ['requiredActions', 'alias', realm.requiredActions.map((action) => action.alias)],
  ] as const
  for (const [list, field, names] of lists) {
    const once = new Once(field, problems)
    names.forEach((name, index) => {
      once.see(name, `${path}.${list}[${index}].${field}`)
    })
  }
  for (const [list, records] of [
    ['clients', realm.clients],
    ['clientScopes', realm.clientScopes],
    ['users', realm.users],
  ] as const) {
    const once = new Once('id', problems)
    records.forEach((record, index) => {
      once.see(record.id, `${path}.${list}[${index}].id`)
    })
  }
}

function checkGroups(groups: readonly GroupRepresentation[], path: string, ids: Once, problems: Problems): void {
  const names = new Once('name', problems)
  groups.forEach((group, index) => {
    const at = `${path}[${index}]`
    names.see(group.name, `${at}.name`)
    ids.see(group.id, `${at}.id`)
    checkGroups(group.subGroups ?? [], `${at}.subGroups`, ids, problems)
  })
}

function checkUsers(realm: CompleteRealm, path: string, problems: Problems): void {
  const usernames = new Once('username', problems)
  const emails = new Once('email', problems)
  const clientIds = new Set(realm.clients.map((client) => client.clientId))
  const groups = new Set(groupPaths(realm.groups).map(({ path: groupPath }) => groupPath))
  const accounts = new Once('serviceAccountClientId', problems)
  realm.users.forEach((user, index) => {
    const at = `${path}.users[${index}]`
    usernames.see(user.username?.toLowerCase(), `${at}.username`)
    if (realm.duplicateEmailsAllowed !== true && user.email) emails.see(user.email.toLowerCase(), `${at}.email`)
    checkKnownGroups(user.groups, `${at}.groups`, groups, problems)
    user.credentials?.forEach((credential, position) => {
      const problem = credentialProblem(credential)
      if (problem !== undefined) problems.add(`${at}.credentials[${position}]`, problem)
    })
    accounts.see(user.serviceAccountClientId, `${at}.serviceAccountClientId`)
    if (user.serviceAccountClientId !== undefined && !clientIds.has(user.serviceAccountClientId)) {
      problems.add(`${at}.serviceAccountClientId`, 'names a client that is not in the realm')
    }
  })
  checkKnownGroups(textsOf(realm.defaultGroups), `${path}.defaultGroups`, groups, problems)
}

function checkKnownGroups(
  paths: readonly string[] | undefined,
  at: string,
  known: ReadonlySet<string>,
  problems: Problems,
): void {
  paths?.forEach((groupPath, index) => {
    if (!known.has(canonicalPath(groupPath))) {
      problems.add(`${at}[${index}]`, 'names a group that is not in the realm')
    }
  })
}

function checkRoles(realm: CompleteRealm, path: string, problems: Problems): void {
  const known = new KnownRoles(realm)
  const ids = new Once('id', problems)
  checkRoleList(realm.roles.realm, `${path}.roles.realm`, known, ids, problems)
  for (const [clientId, roles] of Object.entries(realm.roles.client)) {
    const at = memberPath(`${path}.roles.client`, clientId)
    if (!known.hasClient(clientId)) problems.add(at, 'names a client that is not in the realm')
    checkRoleList(roles, at, known, ids, problems)
  }
}

function checkRoleList(
  roles: readonly RoleRepresentation[],
  path: string,
  known: KnownRoles,
  ids: Once,
  problems: Problems,
): void {
  const names = new Once('name', problems)
  roles.forEach((role, index) => {
    const at = `${path}[${index}]`
    names.see(role.name, `${at}.name`)
    ids.see(role.id, `${at}.id`)
    role.composites?.realm?.forEach((name, position) => {
      if (!known.hasRealmRole(name)) {
        problems.add(`${at}.composites.realm[${position}]`, 'names a role that is not in the realm')
      }
    })
    for (const [clientId, clientRoles] of Object.entries(role.composites?.client ?? {})) {
      const of = memberPath(`${at}.composites.client`, clientId)
      if (!known.hasClient(clientId)) problems.add(of, 'names a client that is not in the realm')
      else {
        clientRoles.forEach((name, position) => {
          if (!known.hasClientRole(clientId, name)) {
            problems.add(`${of}[${position}]`, 'names a role that the client does not have')
          }
        })
      }
    }
  })
}

function checkMappings(realm: CompleteRealm, path: string, problems: Problems): void {
  const clients = new Set(realm.clients.map((client) => client.clientId))
  const scopes = new Set(realm.clientScopes.map((scope) => scope.name))
  const lists = [
    [`${path}.scopeMappings`, realm.scopeMappings] as const,
    ...Object.entries(realm.clientScopeMappings).map(([clientId, mappings]) => {
      const at = memberPath(`${path}.clientScopeMappings`, clientId)
      if (!clients.has(clientId)) problems.add(at, 'names a client that is not in the realm')
      return [at, mappings] as const
    }),
  ]
  for (const [at, mappings] of lists) {
    mappings.forEach(({ client, clientScope }, index) => {
      if (client !== undefined && !clients.has(client)) {
        problems.add(`${at}[${index}].client`, 'names a client that is not in the realm')
      }
      if (clientScope !== undefined && !scopes.has(scopeName(clientScope))) {
        problems.add(`${at}[${index}].clientScope`, 'names a client scope that is not in the realm')
      }
      if (client === undefined && clientScope === undefined) {
        problems.add(`${at}[${index}]`, 'names neither a client nor a client scope')
      }
    })
  }
  checkHolders(realm, path, clients, problems)
}

/** Roles of users and groups are made where they lack, but not the clients they belong to. */
function checkHolders(
  realm: CompleteRealm,
  path: string,
  clients: ReadonlySet<string | undefined>,
  problems: Problems,
): void {
  const groups = groupPaths(realm.groups).map(({ group, at }) => ({ holder: group, at: `${path}.groups${at}` }))
  const users = realm.users.map((holder, index) => ({ holder, at: `${path}.users[${index}]` }))
  for (const { holder, at } of [...groups, ...users]) {
    for (const clientId of Object.keys(holder.clientRoles ?? {})) {
      if (!clients.has(clientId)) {
        problems.add(memberPath(`${at}.clientRoles`, clientId), 'names a client that is not in the realm')
      }
    }
  }
}

const FLOW_BINDINGS = [
  'browserFlow',
  'registrationFlow',
  'directGrantFlow',
  'resetCredentialsFlow',
  'clientAuthenticationFlow',
  'dockerAuthenticationFlow',
  'firstBrokerLoginFlow',
]

function checkFlows(realm: CompleteRealm, path: string, problems: Problems): void {
  const flows = realm.authenticationFlows ?? []
  const aliases = new Set(flows.map((flow) => flow.alias))
  const ids = new Set(flows.map((flow) => flow.id))
  const unknown = 'names an authentication flow that is not in the realm'
  for (const binding of FLOW_BINDINGS) {
    const alias = realm[binding]
    if (typeof alias === 'string' && !aliases.has(alias)) problems.add(`${path}.${binding}`, unknown)
  }
  flows.forEach((flow, index) => {
    flow.authenticationExecutions?.forEach((execution, position) => {
      const at = `${path}.authenticationFlows[${index}].authenticationExecutions[${position}]`
      if (execution.flowAlias !== undefined && !aliases.has(execution.flowAlias)) {
        problems.add(`${at}.flowAlias`, unknown)
      }
      if (execution.flowAlias === undefined && execution.authenticator === undefined) {
        problems.add(at, 'names neither an authenticator nor a flow')
      }
    })
  })
  realm.clients.forEach((client, index) => {
    for (const [binding, id] of Object.entries(client.authenticationFlowBindingOverrides ?? {})) {
      if (id !== '' && !ids.has(id)) {
        const at = `${path}.clients[${index}].authenticationFlowBindingOverrides`
        problems.add(memberPath(at, binding), 'is not the id of an authentication flow in this file')
      }
    }
  })
}

/** Each value once: the second is the problem. */
class Once {
  readonly #seen = new Set<string>()
  readonly #field: string
  readonly #problems: Problems

  constructor(field: string, problems: Problems) {
    this.#field = field
    this.#problems = problems
  }

  see(value: string | undefined, path: string): void {
    if (value === undefined) return
    if (this.#seen.has(value)) this.#problems.add(path, `has the same ${this.#field} as another one before it`)
    this.#seen.add(value)
  }
}

class KnownRoles {
  readonly #realm: ReadonlySet<string | undefined>
  readonly #clients: ReadonlyMap<string | undefined, ReadonlySet<string | undefined>>

  constructor(realm: CompleteRealm) {
    this.#realm = new Set(realm.roles.realm.map((role) => role.name))
    this.#clients = new Map(
      realm.clients.map(({ clientId }) => {
        const roles = clientId !== undefined && Object.hasOwn(realm.roles.client, clientId)
        return [clientId, new Set(roles ? realm.roles.client[clientId]?.map((role) => role.name) : [])]
      }),
    )
  }

  hasRealmRole = (name: string): boolean => this.#realm.has(name)
  hasClient = (clientId: string): boolean => this.#clients.has(clientId)
  hasClientRole = (clientId: string, name: string): boolean => this.#clients.get(clientId)?.has(name) ?? false
}

/** Every group with its path (`/staff/engineering`) and its place in the file (`[0].subGroups[1]`), parents first. */
export function groupPaths(
  groups: readonly GroupRepresentation[],
  above = '',
  at = '',
): { readonly group: GroupRepresentation; readonly path: string; readonly at: string }[] {
  return groups.flatMap((group, index) => {
    const path = `${above}/${group.name ?? ''}`
    const place = `${at}[${index}]`
    return [{ group, path, at: place }, ...groupPaths(group.subGroups ?? [], path, `${place}.subGroups`)]
  })
}

/** Files may leave the first slash out. Without a pattern: one for the end tries at each slash of a long line of them. */
export function canonicalPath(path: string): string {
  let [start, end] = [0, path.length]
  while (path[start] === '/') start += 1
  while (end > start && path[end - 1] === '/') end -= 1
  return `/${path.slice(start, end)}`
}
