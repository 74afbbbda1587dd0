import type { Client } from '../../model/client.ts'
import type { ClientSession, UserSession } from '../../model/session.ts'
import type { User } from '../../model/user.ts'
import type { EventDetails } from '../../trace/recorder.ts'
import type { Parameters } from '../parameters.ts'
import type { RealmContext } from '../realm-endpoint.ts'

/** A token request whose client has proved itself. */
export interface GrantRequest {
  readonly context: RealmContext
  readonly client: Client
  readonly form: Parameters
}

/** What a grant hands to the issuing of tokens. */
export interface Granted {
  readonly user: User
  /** `undefined` for tokens that belong to no session (client_credentials). */
  readonly session: { readonly user: UserSession; readonly client: ClientSession } | undefined
  /** It begins with these tokens: it is saved when nothing refuses them any more. */
  readonly begins?: true
  /** The `scope` parameter to be evaluated: the request's, or the one that began the session. */
  readonly scope: string | undefined
  /** At a refresh: the scope the refresh token carries; the answer may be narrower, the next refresh token is not. */
  readonly refreshScope?: string
  readonly nonce?: string | undefined
  /** Facts for mappers where no session keeps them (`clientHost`). */
  readonly notes?: Readonly<Record<string, string>>
  readonly refreshToken: boolean
  /** What the event says beside what it says of every grant. */
  readonly details: EventDetails
  /** When the realm rotates: the next refresh token's `jti`, and the family it belongs to. */
  readonly rotated?: { readonly id: string; readonly family: string }
}

/** One way to get tokens: a file in `grants/`, a row in the table of `token.ts`. */
export interface Grant {
  readonly grantType: string
  /** Two letters in the access token's `jti`, as Keycloak has them: `ac`, `rt`, `ro`, `cc`. */
  readonly shortcut: 'ac' | 'rt' | 'ro' | 'cc'
  /** Keycloak's event type: `CODE_TO_TOKEN`… */
  readonly event: string
  /** What the event says of every request that its client has proved to be its own. */
  readonly details?: EventDetails
  /** Refuses a client whose settings do not permit this grant, before anything is read or spent. */
  permit(client: Client): void
  /** Whether the request may name scopes of its own: they are judged before anything is read or spent. */
  readonly takesScope: boolean
  /** Loads, decides and saves what is the grant's own. @throws {OAuthError} */
  authorize(request: GrantRequest): Promise<Granted>
}
