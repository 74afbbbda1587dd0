import { anything } from '../../representations/json-shape.ts'
import { AdminError } from './admin-error.ts'
import { type AdminRoute, realmRoute } from './admin-route.ts'
import type { Permission } from './permissions.ts'

/** Reading and changing what Keycloak, too, has only behind a feature that is off by default. */
export function featureRoutes(path: string, what: string, needs: Permission = 'any admin role'): readonly AdminRoute[] {
  return [
    realmRoute({
      method: 'GET',
      path,
      summary: `Read ${what} (not enabled)`,
      needs,
      answer: notEnabled,
    }),
    realmRoute({
      method: 'PUT',
      path,
      summary: `Change ${what} (not enabled)`,
      needs,
      body: anything,
      changes: 'nothing',
      answer: notEnabled,
    }),
  ]
}

async function notEnabled(): Promise<never> {
  throw new AdminError(501, {
    error: 'Feature not enabled',
    error_description: 'For more on this error consult the server log.',
  })
}
