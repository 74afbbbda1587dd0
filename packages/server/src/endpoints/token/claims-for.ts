import type { Client } from '../../model/client.ts'
import type { SessionOfClient } from '../../model/session.ts'
import type { EpochSeconds } from '../../model/time.ts'
import type { Membership, User } from '../../model/user.ts'
import type { ClaimsInput } from '../../protocol/claims/claims.ts'
import { effectiveRoles, rolesInToken } from '../../protocol/roles.ts'
import { type AppliedScopes, permittedScopes, refreshScopes } from '../../protocol/scopes.ts'
import type { RealmContext } from '../realm-endpoint.ts'

/** Note of a client session: the authentication context class of its login, where it isn't that of a login form. */
export const ACR_NOTE = 'acr'
/** Keycloak's level of a user who proved himself. */
const AUTHENTICATED_ACR = '1'

/** Whom claims are made about, and for whom. */
export interface ClaimsSubject {
  readonly client: Client
  readonly user: User
  readonly session: SessionOfClient | undefined
  readonly notes?: Readonly<Record<string, string>>
  readonly nonce?: string | undefined
}

/** Loads what claims need beside the subject: the roles and groups the user has now. */
export async function claimsInput(
  context: RealmContext,
  subject: ClaimsSubject,
  requested: AppliedScopes,
): Promise<{ readonly input: ClaimsInput; readonly scopes: AppliedScopes; readonly requested: AppliedScopes }> {
  const { realm, services, issuer } = context
  const membership: Membership = await services.stores.users.membership(realm.id, subject.user.id)
  const effective = effectiveRoles(membership, realm.roles)
  const scopes = permittedScopes(requested, effective, realm)
  const authTime: EpochSeconds | undefined = subject.session?.client.authTime
  return {
    requested,
    scopes,
    input: {
      realm,
      client: subject.client,
      user: subject.user,
      membership,
      roles: rolesInToken(effective, subject.client, scopes.scopes, realm.roles),
      scopes: scopes.scopes,
      issuer,
      session: subject.session,
      notes: subject.notes ?? {},
      acr: subject.session?.client.notes[ACR_NOTE] ?? AUTHENTICATED_ACR,
      amr: [],
      authTime,
      nonce: subject.nonce,
    },
  }
}

/** The claims of an access token that came back: by the scope that it was issued with. */
export async function claimsFor(
  context: RealmContext,
  token: ClaimsSubject & { readonly claims: Readonly<Record<string, unknown>> },
): Promise<ClaimsInput> {
  const scope = typeof token.claims['scope'] === 'string' ? token.claims['scope'] : ''
  // a scope that was taken from the client since is silently gone
  return (await claimsInput(context, token, refreshScopes(token.client, context.realm, scope, undefined))).input
}
