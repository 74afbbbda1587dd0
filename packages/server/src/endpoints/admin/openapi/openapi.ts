/**
 * The OpenAPI document of the Admin REST API. It is made of the routes themselves: the shapes that read a request are the
 * schemas that describe it, and the permission that is checked is the one that is told, so that neither can be stale.
 */
import type { JsonSchema, NamedSchemas, Shape } from '../../../representations/json-shape.ts'
import type { AdminRoute } from '../admin-route.ts'

/** OpenAPI 3.1. @param server - the URL under which the server is reached. */
export function openApiDocument(routes: readonly AdminRoute[], server: string, version: string) {
  const schemas: NamedSchemas = new Map()
  schemas.set('Error', ERROR)
  const paths: Record<string, Record<string, JsonSchema>> = {}
  for (const route of routes) {
    const path = templateOf(route.path)
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route, schemas) }
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Latchkey Admin REST API',
      version,
      description: 'Compatible with the Admin REST API of Keycloak 26.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: server }],
    security: [{ bearer: [] }],
    tags: [...new Set(routes.map(resourceOf))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: Object.fromEntries([...schemas].sort(([a], [b]) => (a < b ? -1 : 1))),
    },
  }
}

/** The part of the API a route belongs to: `users`, `clients`…; `realms` for a realm itself. */
export function resourceOf({ path }: Pick<AdminRoute, 'path'>): string {
  const [, admin, realms, realm, resource] = path.split('/')
  if (admin !== 'admin' || realms !== 'realms') return 'server'
  return realm === undefined || resource === undefined ? 'realms' : resource
}

/** `/a/:b/*` is `/a/{b}/{path}`. */
export function templateOf(path: string): string {
  return path.replaceAll(/:(\w+)/g, '{$1}').replace(/\*$/, '{path}')
}

const ERROR: JsonSchema = {
  type: 'object',
  description: 'A refusal: one of `error` (with a description) and `errorMessage` (with a field), as in Keycloak.',
  properties: {
    error: { type: 'string' },
    error_description: { type: 'string' },
    errorMessage: { type: 'string' },
    field: { type: 'string' },
    params: { type: 'array' },
    errors: { type: 'array', items: { type: 'object' } },
  },
}

const refusal = (description: string): JsonSchema => ({
  description,
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
})

function operationOf(route: AdminRoute, schemas: NamedSchemas): JsonSchema {
  const { method, path, summary, needs, query, body } = route
  const parameters = [
    ...[...templateOf(path).matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    })),
    ...Object.entries(query).map(([name, shape]) => ({ name, in: 'query', schema: shape.schema(schemas) })),
  ]
  return {
    operationId: operationIdOf(method, path),
    tags: [resourceOf(route)],
    summary,
    ...(needs.length > 0 && {
      description: `Needs ${needs.map((one) => `\`${one}\``).join(' or ')}.`,
      'x-needs': needs,
    }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: bodyOf(body, schemas) }),
    responses: {
      '2XX': { description: method === 'GET' ? 'What was asked for' : 'Done' },
      ...((body || Object.keys(query).length > 0) && { '400': refusal('Not of the right shape, or not possible') }),
      '401': refusal('No access token, or one that is not taken'),
      '403': refusal('The role is missing'),
      ...(parameters.length > 0 && { '404': refusal('There is no such thing') }),
      ...((method === 'POST' || method === 'PUT') && { '409': refusal('The name is taken') }),
    },
  }
}

function bodyOf(shape: Shape<unknown>, schemas: NamedSchemas): JsonSchema {
  return { required: true, content: { 'application/json': { schema: shape.schema(schemas) } } }
}

/** `PUT /admin/realms/:realm/users/:userId/reset-password` is `putUsersUserIdResetPassword`. */
function operationIdOf(method: string, path: string): string {
  const words = path.replace(/^\/admin(\/realms\/:realm(?=\/|$))?/, '').split(/[^A-Za-z0-9]+/)
  const named = words.filter((word) => word !== '').map((word) => word.charAt(0).toUpperCase() + word.slice(1))
  return method.toLowerCase() + (named.length > 0 ? named.join('') : 'Realm')
}
