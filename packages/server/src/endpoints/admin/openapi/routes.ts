/** `openapi.json` and the page to read it. Neither tells anything of a realm, so anybody may read them. */
import { adminApiPage } from '../../../pages/admin-api-page.ts'
import { page } from '../../answers.ts'
import { readableByAll } from '../../cors.ts'
import type { Route } from '../../route.ts'
import type { AdminRoute } from '../admin-route.ts'
import { openApiDocument, resourceOf, templateOf } from './openapi.ts'

/** The API's own version: it grows with what it answers, not with every release of the server. */
const API_VERSION = '26.7'

export function openApiRoutes(routes: readonly AdminRoute[]): readonly Route[] {
  return [
    {
      path: '/admin/openapi.json',
      cors: 'GET',
      answers: {
        GET: async (request) =>
          readableByAll(request, { status: 200, body: openApiDocument(routes, request.base, API_VERSION) }),
      },
    },
    {
      path: '/admin/openapi',
      answers: { GET: async ({ base }) => page(adminApiPage(sectionsOf(routes), new URL(base).pathname)) },
    },
  ]
}

function sectionsOf(routes: readonly AdminRoute[]) {
  return [...Map.groupBy(routes, resourceOf)].map(([name, own]) => ({
    name,
    operations: own.map((route) => ({
      method: route.method,
      path: templateOf(route.path),
      summary: route.summary,
      needs: route.needs,
      parameters: Object.entries(route.query).map(([parameter, shape]) => ({
        name: parameter,
        type: typeOf(shape.schema(new Map())),
      })),
      body: route.body && bodyOf(route.body),
    })),
  }))
}

type Schema = Readonly<Record<string, unknown>>

function bodyOf(shape: NonNullable<AdminRoute['body']>) {
  const named = new Map<string, Schema>()
  const schema = shape.schema(named)
  const name = nameOf(schema)
  const properties = named.get(name ?? '')?.['properties']
  const fields = typeof properties === 'object' && properties !== null ? Object.entries(properties) : []
  return {
    type: typeOf(schema),
    fields: fields
      .map(([field, own]) => ({ name: field, type: typeOf(own) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  }
}

/** A schema in a word: `text`, `list of RoleRepresentation`. */
function typeOf(schema: Schema): string {
  const named = nameOf(schema)
  if (named !== undefined) return named
  const { type, items, enum: words, additionalProperties } = schema
  if (Array.isArray(words)) return words.join(' | ')
  if (type === 'array') return `list of ${typeOf(isSchema(items) ? items : {})}`
  if (type === 'object') return `map of ${typeOf(isSchema(additionalProperties) ? additionalProperties : {})}`
  return typeof type === 'string' ? type : 'any'
}

function nameOf({ $ref }: Schema): string | undefined {
  return typeof $ref === 'string' ? $ref.slice($ref.lastIndexOf('/') + 1) : undefined
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null
}
