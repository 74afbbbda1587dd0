/** `users/{id}/credentials`: listed without their secrets, labelled, put in order, removed; passwords are set. */
import type { Credential } from '../../../model/user.ts'
import { listOf, text } from '../../../representations/json-shape.ts'
import { credentialShape } from '../../../representations/shapes.ts'
import { PASSWORD_HISTORY } from '../../../store/user-ports.ts'
import { noContent } from '../../answers.ts'
import { AdminError, badRequest, notFound } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import { type CredentialBody, setPassword } from './set-password.ts'
import { userIn, userToChange } from './user-lookup.ts'

const PATH = '/users/:userId/credentials'
const LONGEST_LABEL = 255

export const userCredentialRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'GET',
    path: PATH,
    summary: "List a user's credentials",
    needs: 'view-users',
    answer: async (context) => {
      const { credentials } = await userIn(context)
      return adminJson(credentials.filter(({ type }) => type !== PASSWORD_HISTORY).map(credentialRepresentation))
    },
  }),
  realmRoute({
    method: 'PUT',
    path: '/users/:userId/reset-password',
    summary: 'Set a password',
    needs: 'manage-users',
    body: credentialShape,
    changes: 'USER',
    answer: async (context: AdminContext<CredentialBody>) => {
      await setPassword(context, await userToChange(context), context.body)
      return { ...noContent(), changed: undefined, changedAs: { operation: 'ACTION' } }
    },
  }),
  realmRoute({
    method: 'PUT',
    path: `${PATH}/:credentialId/userLabel`,
    summary: 'Label a credential',
    needs: 'manage-users',
    changes: 'USER',
    answer: labelCredential,
  }),
  realmRoute({
    method: 'DELETE',
    path: `${PATH}/:credentialId`,
    summary: 'Remove a credential',
    needs: 'manage-users',
    changes: 'USER',
    answer: async (context) => {
      const { users, realmId, userId, id } = await credentialIn(context)
      if (!(await users.deleteCredential(realmId, userId, id))) throw notFound('Credential not found')
      return { ...noContent(), changedAs: { operation: 'ACTION' } }
    },
  }),
  realmRoute({
    method: 'POST',
    path: `${PATH}/:credentialId/moveToFirst`,
    summary: 'Put a credential in front of the others',
    needs: 'manage-users',
    changes: 'USER',
    answer: async (context) => {
      const { users, realmId, userId, id } = await credentialIn(context)
      if (!(await users.moveCredential(realmId, userId, id, undefined))) throw notFound('Credential not found')
      return noContent()
    },
  }),
  realmRoute({
    method: 'POST',
    path: `${PATH}/:credentialId/moveAfter/:newPreviousCredentialId`,
    summary: 'Put a credential behind another',
    needs: 'manage-users',
    changes: 'USER',
    answer: async (context) => {
      const { users, realmId, userId, id } = await credentialIn(context)
      // an unknown place changes nothing, as in Keycloak
      await users.moveCredential(realmId, userId, id, context.request.params['newPreviousCredentialId'] ?? '')
      return noContent()
    },
  }),
  realmRoute({
    method: 'PUT',
    path: '/users/:userId/disable-credential-types',
    summary: 'Disable all credentials of some types',
    needs: 'manage-users',
    body: listOf(text),
    changes: 'USER',
    answer: async (context) => {
      // stored here, a credential can be removed but not disabled: Keycloak's own store does nothing either
      await userToChange(context)
      return { ...noContent(), changedAs: { operation: 'ACTION' } }
    },
  }),
  realmRoute({
    method: 'GET',
    path: '/users/:userId/configured-user-storage-credential-types',
    summary: 'List the types of credentials that a directory keeps for a user',
    needs: 'view-users',
    answer: async (context) => {
      await userIn(context)
      return adminJson([])
    },
  }),
]

async function labelCredential(context: AdminContext): Promise<AdminResponse> {
  const type = context.request.header('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== undefined && type !== 'text/plain') {
    throw new AdminError(415, { error: 'The content-type header value did not match the value in @Consumes' })
  }
  const label = context.request.text.trim()
  if (label.length > LONGEST_LABEL) throw badRequest(`A label has at most ${LONGEST_LABEL} characters`)
  const { users, realmId, userId, id } = await credentialIn(context)
  if (!(await users.labelCredential(realmId, userId, id, label))) throw notFound('Credential not found')
  return noContent()
}

async function credentialIn(context: AdminContext) {
  const user = await userToChange(context)
  const id = context.request.params['credentialId'] ?? ''
  // former passwords are nobody's to see or to move
  if (!user.credentials.some((one) => one.id === id && one.type !== PASSWORD_HISTORY)) {
    throw notFound('Credential not found')
  }
  return { users: context.services.stores.users, realmId: context.realm.id, userId: user.id, id }
}

function credentialRepresentation({ id, type, userLabel, createdDateMs, credentialData }: Credential): object {
  return {
    id,
    type,
    ...(userLabel !== undefined && { userLabel }),
    createdDate: createdDateMs,
    credentialData,
  }
}
