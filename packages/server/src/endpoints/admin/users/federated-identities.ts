/** `users/{id}/federated-identity`: the accounts elsewhere that a user signs in with. */
import { federatedIdentityShape } from '../../../representations/shapes.ts'
import { noContent } from '../../answers.ts'
import { badRequest, conflict, notFound } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminRoute, realmRoute } from '../admin-route.ts'
import { userIn, userToChange } from './user-lookup.ts'

const PATH = '/users/:userId/federated-identity'
const LONGEST = 255

export const federatedIdentityRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'GET',
    path: PATH,
    summary: "List a user's accounts at identity providers",
    needs: 'view-users',
    answer: async (context) => {
      const { services, realm } = context
      const { id } = await userIn(context)
      const links = await services.stores.users.federatedIdentities(realm.id, id)
      const known = providersOf(context)
      return adminJson(links.filter(({ identityProvider }) => known.has(identityProvider)))
    },
  }),
  realmRoute({
    method: 'POST',
    path: `${PATH}/:provider`,
    summary: 'Link a user with an account at an identity provider',
    needs: 'manage-users',
    body: federatedIdentityShape,
    changes: 'USER',
    answer: async (context) => {
      const { services, realm, request, body } = context
      // whoever is signed in by such a link is this user: it is as strong as a password
      const user = await userToChange(context)
      const { userId = '', userName } = body
      if (userId === '' && providersOf(context).has(request.params['provider'] ?? '')) {
        throw badRequest('The id of the account at the identity provider is missing')
      }
      if (userId.length > LONGEST || (userName?.length ?? 0) > LONGEST) {
        throw badRequest(`The id and the name of an account have at most ${LONGEST} characters`)
      }
      const link = {
        identityProvider: request.params['provider'] ?? '',
        userId,
        ...(userName !== undefined && { userName }),
      }
      if (!(await services.stores.users.addFederatedIdentity(realm.id, user.id, link))) {
        throw conflict('User is already linked with provider')
      }
      return noContent()
    },
  }),
  realmRoute({
    method: 'DELETE',
    path: `${PATH}/:provider`,
    summary: 'Unlink a user from an account at an identity provider',
    needs: 'manage-users',
    changes: 'USER',
    answer: async (context) => {
      const { services, realm, request } = context
      const user = await userToChange(context)
      const provider = request.params['provider'] ?? ''
      const removed = await services.stores.users.removeFederatedIdentity(realm.id, user.id, provider)
      if (!removed) throw notFound('Link not found')
      return noContent()
    },
  }),
]

function providersOf({ realm }: Pick<AdminContext, 'realm'>): ReadonlySet<unknown> {
  const providers: unknown = realm.representation['identityProviders']
  if (!Array.isArray(providers)) return new Set()
  return new Set(
    providers.map((one: unknown) => (typeof one === 'object' && one !== null ? Reflect.get(one, 'alias') : '')),
  )
}
