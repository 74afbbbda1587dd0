/** `components`: key providers and other configurable parts of a realm. */
import { text } from '../../../representations/json-shape.ts'
import type { ComponentRepresentation } from '../../../representations/keycloak.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import type { QueryOf } from '../read-request.ts'

const MASKED = '**********'
/** Settings that never leave the server. */
const SECRET_SETTINGS = new Set(['privateKey', 'secret', 'ecdsaPrivateKey', 'eddsaPrivateKey', 'bindCredential'])
const listFields = { parent: text, type: text, name: text, providerId: text } as const

export const componentRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'GET',
    path: '/components',
    summary: 'List components',
    needs: 'view-realm',
    query: listFields,
    answer: listComponents,
  }),
]

async function listComponents({
  realm,
  query,
}: AdminContext<undefined, QueryOf<typeof listFields>>): Promise<AdminResponse> {
  const all = Object.entries(realm.representation.components ?? {})
  return adminJson(
    all
      .filter(([providerType]) => query.type === undefined || providerType === query.type)
      .flatMap(([providerType, components]) =>
        components.map(({ subComponents, ...component }) => ({
          ...component,
          providerType,
          parentId: realm.id,
          config: masked(component.config),
        })),
      ),
  )
}

function masked(config: ComponentRepresentation['config']): ComponentRepresentation['config'] {
  const entries = Object.entries(config ?? {})
  return Object.fromEntries(entries.map(([name, values]) => [name, SECRET_SETTINGS.has(name) ? [MASKED] : values]))
}
