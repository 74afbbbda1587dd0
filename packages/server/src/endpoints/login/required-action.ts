import type { User } from '../../model/user.ts'
import type { Message } from '../../pages/messages.ts'
import type { ProfileField } from '../../protocol/user-profile.ts'
import type { Parameters } from '../parameters.ts'
import type { Login } from './login-in-progress.ts'

/** One thing a user must do: a page, and a judgement of what was sent. */
export interface RequiredAction {
  /** Keycloak's alias. */
  readonly alias: string
  /** Keycloak's event type when it is done. */
  readonly event: string
  challenge(login: Login, user: User): Promise<ActionPage>
  /** @returns the user as he is now, or the page to show again. */
  answer(login: Login, user: User, form: Parameters): Promise<ActionOutcome>
}

export type ActionOutcome =
  | { readonly kind: 'done'; readonly user: User }
  | { readonly kind: 'challenge'; readonly page: ActionPage }

export type ActionPage =
  | {
      readonly kind: 'update-password'
      readonly username: string
      readonly error?: { readonly field: 'password-new' | 'password-confirm'; readonly text: Message }
    }
  | {
      readonly kind: 'update-profile'
      readonly values: Readonly<Record<ProfileField, string>>
      readonly errors: Readonly<Partial<Record<ProfileField, Message>>>
    }
