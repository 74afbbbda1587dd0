import type { Client } from '../../model/client.ts'
import type { Credential, User } from '../../model/user.ts'
import type { Message } from '../../pages/messages.ts'
import type { ReasonKind } from '../../protocol/rules.ts'
import type { Parameters } from '../parameters.ts'
import type { RealmContext } from '../realm-endpoint.ts'
import type { SsoSession } from './sso-session.ts'

/** One step of a login: a small module found by Keycloak's provider id. It knows nothing of protocols or cookies. */
export interface Authenticator {
  readonly providerId: string
  /** Decides at once, or says what to ask for. */
  begin(attempt: LoginAttempt): Promise<Step>
  /** Judges what the person sent. Absent where there is nothing to send. */
  answer?(attempt: LoginAttempt, form: Parameters): Promise<Step>
}

/** Decides whether a conditional flow runs. */
export interface Condition {
  readonly providerId: string
  /** @param configured - whether a user has set up what the conditional flow asks for. */
  holds(attempt: LoginAttempt, configured: (user: User) => Promise<boolean>): Promise<boolean>
}

export type Step =
  | {
      readonly kind: 'success'
      readonly user: User
      readonly sso?: SsoSession
      readonly notes?: Readonly<Record<string, string>>
    }
  /** Does not apply to this login: the next alternative is tried. */
  | { readonly kind: 'attempted' }
  | { readonly kind: 'challenge'; readonly page: Challenge }

/** What to show; `login/pages.ts` makes the page of it. */
export interface Challenge {
  readonly kind: 'login'
  readonly username: string
  /** Set when this very user must prove himself again: the name can't be changed. */
  readonly fixedUser?: boolean
  readonly rememberMe?: boolean
  /** Stands under the field. */
  readonly fieldError?: Message
  /** Why what was sent was refused: for the record, not for the page. */
  readonly because?: ReasonKind
  /** Whose account that was, if anybody's. */
  readonly triedUserId?: string | undefined
  /** Stands above the form. */
  readonly message?: { readonly kind: 'error' | 'warning' | 'info'; readonly text: Message }
}

/** One login on its way through a flow. */
export class LoginAttempt {
  readonly context: RealmContext
  readonly client: Client
  /** Ids of the executions that have succeeded. */
  readonly done: ReadonlySet<string>
  readonly loginHint: string | undefined
  /** The browser's session, if it has one. */
  readonly sso: SsoSession | undefined
  /** Whether that session is not enough for this login. */
  readonly reauthenticate: boolean
  readonly #done: Set<string>
  #user: User | undefined
  #joined: SsoSession | undefined
  #notes: Record<string, string>

  constructor(input: {
    readonly context: RealmContext
    readonly client: Client
    readonly done?: readonly string[]
    readonly user?: User | undefined
    readonly notes?: Readonly<Record<string, string>>
    readonly loginHint?: string | undefined
    readonly sso?: SsoSession | undefined
    readonly reauthenticate?: boolean
  }) {
    this.context = input.context
    this.client = input.client
    this.#done = new Set(input.done)
    this.done = this.#done
    this.#user = input.user
    this.#notes = { ...input.notes }
    this.loginHint = input.loginHint
    this.sso = input.sso
    this.reauthenticate = input.reauthenticate ?? false
  }

  /** Who has been established so far. */
  get user(): User | undefined {
    return this.#user
  }

  /** The session that proved who this is, when no form was needed. */
  get joined(): SsoSession | undefined {
    return this.#joined
  }

  get notes(): Readonly<Record<string, string>> {
    return this.#notes
  }

  succeeded(executionId: string, step: Extract<Step, { kind: 'success' }>): void {
    this.#done.add(executionId)
    this.#user = step.user
    if (step.sso !== undefined) this.#joined = step.sso
    Object.assign(this.#notes, step.notes)
  }

  credentials(user: User): Promise<readonly Credential[]> {
    return this.context.services.stores.users.credentials(this.context.realm.id, user.id)
  }
}
