/** `users/profile`: which attributes users have, and who sees and edits them; `unmanagedAttributes` of one user. */
import type { UserProfile } from '../../../model/user-profile.ts'
import { unmanagedAttributes } from '../../../protocol/user-profile/administered.ts'
import { userProfileFaults } from '../../../protocol/user-profile/check-profile.ts'
import { userProfileMetadata } from '../../../protocol/user-profile/metadata.ts'
import {
  declaredProfile,
  userProfileOf,
  userProfileShape,
  withUserProfile,
} from '../../../representations/user-profile.ts'
import { json } from '../../answers.ts'
import { badRequest } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminRoute, realmRoute } from '../admin-route.ts'
import { userIn } from './user-lookup.ts'
import { storedAttributes } from './user-representation.ts'

export const userProfileRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'GET',
    path: '/users/profile',
    summary: 'Read the user profile configuration',
    needs: ['view-realm', 'view-users', 'query-users'],
    answer: async ({ realm }) => adminJson(declaredProfile(realm)),
  }),
  realmRoute({
    method: 'PUT',
    path: '/users/profile',
    summary: 'Change the user profile configuration',
    needs: 'manage-realm',
    body: userProfileShape,
    changes: 'USER_PROFILE',
    answer: async ({ services, realm, body }) => {
      const profile: UserProfile = userProfileOf(body)
      const faults = userProfileFaults(profile, new Set(realm.clientScopes.keys()))
      if (faults.length > 0) throw badRequest(`[${faults.join(', ')}]`)
      const newId = services.random.uuid()
      await services.stores.realms.change(realm.id, (document) => withUserProfile(document, profile, newId))
      return json(profile)
    },
  }),
  realmRoute({
    method: 'GET',
    path: '/users/profile/metadata',
    summary: 'Read the user profile as forms need it',
    needs: ['view-realm', 'view-users', 'query-users'],
    answer: async ({ realm }) => adminJson(userProfileMetadata(declaredProfile(realm), false)),
  }),
  realmRoute({
    method: 'GET',
    path: '/users/:userId/unmanagedAttributes',
    summary: 'Read the attributes of a user that the profile does not declare',
    needs: 'view-users',
    answer: async (context) => {
      const user = await userIn(context)
      return adminJson(unmanagedAttributes(declaredProfile(context.realm), storedAttributes(user)))
    },
  }),
]
