import { anything } from '../../representations/json-shape.ts'
import { AdminError } from './admin-error.ts'
import { type AdminRoute, realmRoute } from './admin-route.ts'

/** Reading and changing what Keycloak, too, has only behind a feature that is off by default. */
export function featureRoutes(path: string, what: string): readonly AdminRoute[] {
  return [
    realmRoute({
      method: 'GET',
      path,
      summary: `Read ${what} (not enabled)`,
      needs: 'any admin role',
      answer: notEnabled,
    }),
    realmRoute({
      method: 'PUT',
      path,
      summary: `Change ${what} (not enabled)`,
      needs: 'any admin role',
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
