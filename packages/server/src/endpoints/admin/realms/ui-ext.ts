/** `ui-ext`: what Keycloak's own console calls of a realm beside the public API. */
import { text } from '../../../representations/json-shape.ts'
import { realmShape } from '../../../representations/realm-document.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import { pageFields, pageIn } from '../paging.ts'
import { may } from '../permissions.ts'
import type { QueryOf } from '../read-request.ts'
import { changeRealm } from './realm.ts'

const nameFields = { ...pageFields, search: text } as const

export const uiExtRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'PUT',
    path: '/ui-ext',
    summary: "Change the settings of a realm, as the console's form does",
    needs: 'manage-realm',
    body: realmShape,
    changes: 'REALM',
    answer: async (context) => changeRealm(context, context.body),
  }),
  realmRoute({
    method: 'GET',
    path: '/ui-ext/info',
    summary: 'What the console shows of a realm only where it is there',
    needs: 'any admin role',
    answer: async () => adminJson({ userProfileProvidersEnabled: false }),
  }),
  realmRoute({
    method: 'GET',
    path: '/ui-ext/realms/names',
    summary: 'List the names of the realms that one administers',
    needs: 'any admin role',
    query: nameFields,
    answer: realmNames,
  }),
]

async function realmNames({
  services,
  admin,
  query,
}: AdminContext<undefined, QueryOf<typeof nameFields>>): Promise<AdminResponse> {
  const sought = query.search?.toLowerCase() ?? ''
  const own = (await services.stores.realms.list())
    .filter((realm) => may(admin, 'any admin role', realm))
    .filter(({ name }) => name.toLowerCase().includes(sought))
  // a page is short, and its realms alone are looked into for the names that people know them by
  const page = await Promise.all(
    pageIn(own, { ...query, max: Math.min(query.max ?? LONGEST_PAGE, LONGEST_PAGE) }).map(async ({ name }) => {
      const realm = await services.stores.realms.findByName(name)
      return { name, ...(realm?.displayName !== undefined && { displayName: realm.displayName }) }
    }),
  )
  return adminJson(page)
}

const LONGEST_PAGE = 100
