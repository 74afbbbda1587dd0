/** `keys`: the realm's keys, never their private parts. */
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'

export const keyRoutes: readonly AdminRoute[] = [
  realmRoute({ method: 'GET', path: '/keys', summary: "List a realm's keys", needs: 'view-realm', answer: listKeys }),
]

async function listKeys({ services, realm }: AdminContext): Promise<AdminResponse> {
  const keys = (await services.keysOf(realm)).list()
  const active = keys.filter(({ status }) => status === 'ACTIVE').map(({ algorithm, kid }) => [algorithm, kid])
  const told = keys.map(({ validToMs, ...key }) => ({ ...key, ...(validToMs !== undefined && { validTo: validToMs }) }))
  return adminJson({ active: Object.fromEntries(active.reverse()), keys: told })
}
