/**
 * `evaluate-scopes`: what a client's tokens would say. The examples are made as the tokens are, of a session that is
 * never saved, and are not signed: nobody can use one.
 */
import type { Client } from '../../../model/client.ts'
import { accessTokenExpiry } from '../../../protocol/lifespans.ts'
import { rolesInToken } from '../../../protocol/roles.ts'
import { type AppliedScopes, refreshScopes } from '../../../protocol/scopes.ts'
import { accessTokenClaims, idTokenClaims, type TokenClaims, userInfoClaims } from '../../../protocol/tokens.ts'
import { clientOf } from '../../../representations/client-model.ts'
import { text } from '../../../representations/json-shape.ts'
import { texts } from '../../../representations/shapes.ts'
import { realmContext } from '../../realm-endpoint.ts'
import { claimsInput } from '../../token/claims-for.ts'
import { newSession } from '../../token/new-session.ts'
import { AdminError, notFound } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import { may } from '../permissions.ts'
import type { QueryOf } from '../read-request.ts'
import { roleRepresentation } from '../roles/role-representation.ts'
import { clientIn } from './client.ts'

const PATH = '/clients/:clientUuid/evaluate-scopes'
const scopeFields = { scope: text } as const
const exampleFields = { scope: text, userId: text, audience: texts } as const
type ScopeContext = AdminContext<undefined, QueryOf<typeof scopeFields>>
type ExampleContext = AdminContext<undefined, QueryOf<typeof exampleFields>>

type Example = (context: ExampleContext) => Promise<TokenClaims>
const EXAMPLES: readonly (readonly [path: string, words: string, example: Example])[] = [
  ['access-token', 'an access token', exampleAccessToken],
  ['id-token', 'an ID token', exampleIdToken],
  ['userinfo', 'userinfo', async (context) => userInfoClaims((await exampleInput(context)).input)],
  ['saml-response', 'a SAML response', noSaml],
]

export const evaluateScopesRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'GET',
    path: `${PATH}/protocol-mappers`,
    summary: 'List the protocol mappers that would make the tokens of a client',
    needs: 'view-clients',
    query: scopeFields,
    answer: listMappers,
  }),
  ...(['granted', 'not-granted'] as const).map((kind) =>
    realmRoute({
      method: 'GET',
      path: `${PATH}/scope-mappings/:roleContainerId/${kind}`,
      summary: `List the roles that ${kind === 'granted' ? 'may' : "can't"} pass into the tokens of a client`,
      needs: 'view-clients',
      query: scopeFields,
      answer: async (context) => listRoles(context, kind === 'granted'),
    }),
  ),
  ...EXAMPLES.map(([path, words, example]) =>
    realmRoute({
      method: 'GET',
      path: `${PATH}/generate-example-${path}`,
      summary: `Show ${words} as a client would get it for a user`,
      needs: 'view-clients',
      query: exampleFields,
      answer: async (context) => adminJson(await example(context)),
    }),
  ),
]

/** Scopes that the client lacks are passed over, as in Keycloak: the question is what would come. */
function scopesOf({ realm, query }: Pick<ScopeContext, 'realm' | 'query'>, client: Client): AppliedScopes {
  return refreshScopes(client, realm, query.scope ?? '', undefined)
}

async function listMappers(context: ScopeContext): Promise<AdminResponse> {
  const client = clientOf(await clientIn(context))
  const { scopes } = scopesOf(context, client)
  const containers = [
    ...scopes.map(({ id, name, protocolMappers }) => ({ id, name, type: 'client-scope', protocolMappers })),
    { id: client.id, name: '', type: 'client', protocolMappers: client.protocolMappers },
  ]
  return adminJson(
    containers.flatMap(({ id, name, type, protocolMappers }) =>
      protocolMappers
        .filter(({ protocol }) => protocol === client.protocol)
        .map((mapper) => ({
          mapperId: mapper.id,
          mapperName: mapper.name,
          containerId: id,
          containerName: name,
          containerType: type,
          protocolMapper: mapper.protocolMapper,
        })),
    ),
  )
}

async function listRoles(context: ScopeContext, granted: boolean): Promise<AdminResponse> {
  const { services, realm, request } = context
  const client = clientOf(await clientIn(context))
  const container = request.params['roleContainerId'] ?? ''
  const owner = container === realm.name ? undefined : await services.stores.clients.find(realm.id, container)
  if (container !== realm.name && owner === undefined) throw notFound('Role Container not found')
  const visible = rolesInToken(realm.roles, client, scopesOf(context, client).scopes, realm.roles)
  const roles = await services.stores.roles.list(realm.id, { owner: { clientUuid: owner?.id } })
  return adminJson(roles.filter(({ id }) => visible.has(id) === granted).map((role) => roleRepresentation(role, realm)))
}

async function exampleAccessToken(context: ExampleContext): Promise<TokenClaims> {
  const { input, scopes, issue } = await exampleInput(context)
  const claims = accessTokenClaims(input, { ...issue, grant: 'na', scope: scopes.tokenScope })
  const asked = await audiencesAsked(context)
  if (asked.length === 0) return claims
  const present = new Set([claims['aud']].flat())
  const missing = asked.filter((audience) => !present.has(audience))
  if (missing.length > 0) throw notFound(`Requested audience not available: ${missing.join(' ')}`)
  return { ...claims, aud: asked.length > 1 ? asked : asked[0] }
}

async function exampleIdToken(context: ExampleContext): Promise<TokenClaims> {
  const { input, issue } = await exampleInput(context)
  return idTokenClaims(input, { ...issue, atHash: undefined })
}

/** Names that no client has are passed over, as in Keycloak. */
async function audiencesAsked({ services, realm, query }: ExampleContext): Promise<readonly string[]> {
  const found = (query.audience ?? [])
    .slice(0, 50)
    .map(async (name) => (await services.stores.clients.findByClientId(realm.id, name))?.clientId)
  return (await Promise.all(found)).filter((name) => name !== undefined)
}

async function exampleInput(context: ExampleContext) {
  const { services, realm, request, query } = context
  const client = clientOf(await clientIn(context))
  const user = await userAsked(context)
  const at = await realmContext(services, realm, request)
  const session = newSession(at, client, user, { authMethod: 'openid-connect', scope: query.scope, notes: {} })
  const claims = await claimsInput(at, { client, user, session }, scopesOf(context, client))
  const expiresAt = accessTokenExpiry(client, realm, session, at.now)
  return { ...claims, issue: { id: services.random.uuid(), now: at.now, expiresAt } }
}

/** What a token says of a user is for those who may see the user (attack case 50). */
async function userAsked({ services, realm, admin, query }: ExampleContext) {
  if (query.userId === undefined) throw notFound('No userId provided')
  if (!may(admin, 'view-users', realm)) throw new AdminError(403, { error: 'You have no access to this user' })
  const user = await services.stores.users.find(realm.id, query.userId)
  if (user === undefined) throw notFound('No user found')
  return user
}

async function noSaml(context: ExampleContext): Promise<never> {
  await clientIn(context)
  await userAsked(context)
  throw notFound('This server makes no SAML responses')
}
