/**
 * The realm's direct grant flow, as far as a token request can answer it: user name, password, and a refusal of whatever
 * else the flow would ask of this user.
 */
import type { Client } from '../../model/client.ts'
import type { User } from '../../model/user.ts'
import { invalidGrant } from '../../protocol/oauth-error.ts'
import { shortened } from '../parameters.ts'
import type { RealmContext } from '../realm-endpoint.ts'
import { type Authenticator, LoginAttempt } from './authenticator.ts'
import { credentialUsed, userConfigured } from './authenticators/conditions.ts'
import { FlowRunner } from './flow.ts'
import { checkPassword, findUserByLogin } from './password.ts'
import { tryPassword } from './try-password.ts'

/** @throws {OAuthError} `invalid_grant` with one text for an unknown user and a wrong password (attack case 39). */
export async function directGrantUser(
  context: RealmContext,
  client: Client,
  username: string,
  password: string,
): Promise<User> {
  const { realm } = context
  const override = client.flowOverrides['direct_grant']
  const own = override && [...realm.flows.values()].find(({ id }) => id === override)
  const attempt = new LoginAttempt({ context, client })
  const authenticators = directGrantAuthenticators(username, password)
  const runner = new FlowRunner(
    {
      authenticators: new Map(authenticators.map((one) => [one.providerId, one])),
      conditions: new Map([userConfigured, credentialUsed].map((one) => [one.providerId, one])),
    },
    realm.flows,
  )
  const outcome = await runner.run(attempt, own ? own.alias : realm.flowBindings.directGrant)
  if (outcome.kind !== 'success' || attempt.user === undefined) {
    throw invalidGrant('Invalid user credentials', {
      kind: 'authenticator_unsupported',
      came: outcome.kind === 'unsupported' ? outcome.providerId : realm.flowBindings.directGrant,
    })
  }
  return attempt.user
}

/** The flow's two steps for this request's form. The password is checked for unknown users, too, to cost them the same. */
function directGrantAuthenticators(username: string, password: string): readonly Authenticator[] {
  let user: User | undefined
  return [
    {
      providerId: 'direct-grant-validate-username',
      async begin({ context }) {
        user = await findUserByLogin(context, username)
        if (user === undefined) {
          await checkPassword(context, undefined, password)
          throw invalidGrant('Invalid user credentials', {
            kind: 'user_not_found',
            came: shortened(username),
            who: { username: shortened(username) },
          })
        }
        return { kind: 'success', user }
      },
    },
    {
      providerId: 'direct-grant-validate-password',
      async begin({ context }) {
        const tried = await tryPassword(context, user, password)
        if (!tried.valid || user === undefined) {
          throw invalidGrant('Invalid user credentials', {
            kind: tried.valid ? 'user_not_found' : tried.because,
            came: shortened(username),
            who: { userId: user?.id, username: shortened(username) },
          })
        }
        // told only to whoever knows the password
        if (!user.enabled)
          throw invalidGrant('Account disabled', {
            kind: 'user_disabled',
            came: user.username,
            who: { userId: user.id, username: shortened(username) },
          })
        return { kind: 'success', user }
      },
    },
  ]
}
