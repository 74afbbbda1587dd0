/** `client-scopes`: listed, made, read, changed, deleted. */
import type { ShapeOf } from '../../../representations/json-shape.ts'
import type { ClientScopeRepresentation } from '../../../representations/keycloak.ts'
import type { ClientScopeRecord } from '../../../representations/realm-aggregate.ts'
import { clientScopeShape } from '../../../representations/shapes.ts'
import { Conflict } from '../../../store/ports.ts'
import { noContent } from '../../answers.ts'
import { badRequest, conflict } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import { merged } from '../merged.ts'
import { checkMappers } from '../protocol-mappers/check-mapper.ts'
import { changeClientScope, clientScopeIn, SCOPE_PATHS } from './client-scope.ts'

type ScopeBody = ShapeOf<typeof clientScopeShape>

export const clientScopeRoutes: readonly AdminRoute[] = SCOPE_PATHS.flatMap(routesAt)

function routesAt(path: string): readonly AdminRoute[] {
  return [
    realmRoute({
      method: 'GET',
      path,
      summary: 'List client scopes',
      needs: ['query-clients', 'view-clients'],
      answer: async ({ services, realm }) =>
        adminJson((await services.stores.clientScopes.list(realm.id)).map(representationOf)),
    }),
    realmRoute({
      method: 'POST',
      path,
      summary: 'Make a client scope',
      needs: 'manage-clients',
      body: clientScopeShape,
      changes: 'CLIENT_SCOPE',
      answer: createScope,
    }),
    realmRoute({
      method: 'GET',
      path: `${path}/:clientScopeId`,
      summary: 'Read a client scope',
      needs: 'view-clients',
      answer: async (context) => adminJson(representationOf(await clientScopeIn(context))),
    }),
    realmRoute({
      method: 'PUT',
      path: `${path}/:clientScopeId`,
      summary: 'Change a client scope',
      needs: 'manage-clients',
      body: clientScopeShape,
      changes: 'CLIENT_SCOPE',
      answer: updateScope,
    }),
    realmRoute({
      method: 'DELETE',
      path: `${path}/:clientScopeId`,
      summary: 'Delete a client scope, also from those who have it',
      needs: 'manage-clients',
      changes: 'CLIENT_SCOPE',
      answer: async (context) => {
        const { id } = await clientScopeIn(context)
        await context.services.stores.clientScopes.delete(context.realm.id, id)
        return noContent()
      },
    }),
  ]
}

async function createScope(context: AdminContext<ScopeBody>): Promise<AdminResponse> {
  const { services, realm, request, body } = context
  const name = nameOf(body)
  checkProtocol(body)
  checkMappers(context, body.protocolMappers ?? [])
  const id = body.id ?? services.random.uuid()
  const protocolMappers = body.protocolMappers?.map((mapper) => ({
    ...mapper,
    id: mapper.id ?? services.random.uuid(),
  }))
  const representation = { attributes: {}, ...body, id, name, ...(protocolMappers && { protocolMappers }) }
  try {
    await services.stores.clientScopes.create(realm.id, { id, name, representation, roleIds: [] })
  } catch (error) {
    if (error instanceof Conflict) throw conflict(`Client Scope ${name} already exists`)
    throw error
  }
  return {
    status: 201,
    headers: { location: `${request.base}${request.path.replace(/\/$/, '')}/${encodeURIComponent(id)}` },
  }
}

/** Mappers have routes of their own, and stay. */
async function updateScope(context: AdminContext<ScopeBody>): Promise<AdminResponse> {
  const { protocolMappers: _, id: _id, ...sent } = context.body
  const { name: old } = await clientScopeIn(context)
  const name = sent.name === undefined ? old : nameOf(sent)
  if (sent.protocol !== undefined) checkProtocol(sent)
  await changeClientScope(
    context,
    (scope) => ({
      ...scope,
      name,
      representation: {
        ...merged(scope.representation, { ...sent, name }),
        attributes: Object.fromEntries(
          Object.entries({ ...scope.representation.attributes, ...sent.attributes }).filter(
            ([, value]) => value !== '',
          ),
        ),
      },
    }),
    name,
  )
  return noContent()
}

const LONGEST_NAME = 255

/** It stands in the `scope` of requests and tokens, between spaces (RFC 6749 §3.3). */
function nameOf({ name }: ScopeBody): string {
  if (name === undefined || name === '') throw badRequest('A client scope needs a name')
  if (name.length > LONGEST_NAME || !/^[\x21\x23-\x5b\x5d-\x7e]+$/.test(name)) {
    throw badRequest(`Unexpected name "${name.slice(0, LONGEST_NAME)}" for ClientScope`)
  }
  return name
}

function checkProtocol({ protocol }: ScopeBody): void {
  if (protocol !== 'openid-connect' && protocol !== 'saml') throw badRequest('Unexpected protocol')
}

function representationOf({ id, name, representation }: ClientScopeRecord): ClientScopeRepresentation {
  const { protocolMappers = [], ...own } = representation
  return { ...own, id, name, ...(protocolMappers.length > 0 && { protocolMappers }) }
}
