/**
 * Mail that asks a user to do something: `execute-actions-email`, `reset-password-email`, `send-verify-email`. Everything
 * is checked; sending comes with the mail itself, until then the answer is that of a realm without a mail server.
 */
import { matchesRedirectUri } from '../../../protocol/redirect-uri.ts'
import { textMapOf } from '../../../representations/fields.ts'
import { integer, listOf, text } from '../../../representations/json-shape.ts'
import { AdminError, badRequest } from '../admin-error.ts'
import { type AdminContext, type AdminRoute, realmRoute } from '../admin-route.ts'
import type { QueryOf } from '../read-request.ts'
import { isKnownAction } from './required-actions.ts'
import { userToChange } from './user-lookup.ts'

const linkFields = { redirect_uri: text, client_id: text, lifespan: integer } as const
type LinkContext = Pick<AdminContext, 'services' | 'realm' | 'request' | 'admin'> & {
  readonly query: QueryOf<typeof linkFields>
}

const NO_SENDER =
  "Failed to send execute actions email: Invalid sender address 'null'. If the address contains UTF-8 characters in the " +
  "local part please ensure the SMTP server supports the SMTPUTF8 extension and enable 'Allow UTF-8' in the email realm " +
  'configuration.'

export const actionEmailRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'PUT',
    path: '/users/:userId/execute-actions-email',
    summary: 'Mail a user a link to required actions',
    needs: 'manage-users',
    query: linkFields,
    body: listOf(text),
    changes: 'USER',
    answer: async (context) => {
      await checkRecipient(context)
      if (!context.body.every((alias) => isKnownAction(context.realm, alias))) {
        throw badRequest('Provided invalid required actions')
      }
      throw notSent(context, NO_SENDER)
    },
  }),
  realmRoute({
    method: 'PUT',
    path: '/users/:userId/reset-password-email',
    summary: 'Mail a user a link to set a password (deprecated)',
    needs: 'manage-users',
    query: linkFields,
    changes: 'USER',
    answer: async (context) => {
      await checkRecipient(context)
      throw notSent(context, NO_SENDER)
    },
  }),
  realmRoute({
    method: 'PUT',
    path: '/users/:userId/send-verify-email',
    summary: 'Mail a user a link to verify the address',
    needs: 'manage-users',
    query: linkFields,
    changes: 'USER',
    answer: async (context) => {
      await checkRecipient(context)
      throw notSent(context, 'Failed to send verify email')
    },
  }),
]

/** @param words - Keycloak's, of a realm without a mail server. */
function notSent({ realm }: Pick<AdminContext, 'realm'>, words: string): AdminError {
  const { from } = textMapOf(realm.representation['smtpServer'])
  if (from === undefined || from === '') return new AdminError(500, { errorMessage: words })
  return new AdminError(501, {
    errorMessage: 'Failed to send email: this version has no pages yet that such a link leads to',
  })
}

/** @throws {AdminError} 404 for nobody, 400 for whom no link can be sent, or not to there */
async function checkRecipient(context: LinkContext): Promise<void> {
  const { services, realm, query } = context
  const user = await userToChange(context)
  if (user.email === undefined) throw badRequest('User email missing')
  if (!user.enabled) throw badRequest('User is disabled')
  const { redirect_uri: redirectUri, client_id: clientId } = query
  if (redirectUri !== undefined && clientId === undefined) throw badRequest('Client id missing')
  if (clientId === undefined) return
  const client = await services.stores.clients.findByClientId(realm.id, clientId)
  if (client === undefined) throw badRequest("Client doesn't exist")
  if (!client.enabled) throw badRequest('Client is not enabled')
  if (redirectUri !== undefined && !matchesRedirectUri(client, redirectUri)) throw badRequest('Invalid redirect uri.')
}
