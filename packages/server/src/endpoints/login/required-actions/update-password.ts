import type { User } from '../../../model/user.ts'
import type { Message } from '../../../pages/messages.ts'
import type { PasswordFault } from '../../../protocol/password-policy.ts'
import { newPassword, savePassword } from '../../new-password.ts'
import type { ActionPage, RequiredAction } from '../required-action.ts'

/** A new password, for a temporary or forgotten one. */
export const updatePassword: RequiredAction = {
  alias: 'UPDATE_PASSWORD',
  event: 'UPDATE_PASSWORD',

  async challenge(_login, user) {
    return page(user)
  },

  async answer({ context }, user, form) {
    const { realm, services } = context
    const password = form.get('password-new') ?? ''
    if (password === '') return { kind: 'challenge', page: page(user, 'password-new', 'missingPasswordMessage') }
    if (password !== form.get('password-confirm')) {
      return { kind: 'challenge', page: page(user, 'password-confirm', 'notMatchPasswordMessage') }
    }
    const made = await newPassword(context, user, password)
    if ('fault' in made) {
      return { kind: 'challenge', page: page(user, 'password-new', messageOf(made.fault)) }
    }
    const left = user.requiredActions.filter((alias) => alias !== 'UPDATE_PASSWORD')
    await savePassword(context, user.id, made.credential, left)
    if (form.has('logout-sessions')) await services.stores.userSessions.endByUser(realm.id, user.id, false)
    return { kind: 'done', user: { ...user, requiredActions: left } }
  },
}

/** Two of Keycloak's rules have no words for people: a pattern tells nobody what to type. */
function messageOf({ key, values }: PasswordFault): Message {
  switch (key) {
    case 'invalidPasswordRegexPatternMessage':
    case 'invalidPasswordNotContainsUsernameMessage':
      return 'invalidPasswordGenericMessage'
    default:
      return { key, values }
  }
}

function page(user: User, field?: 'password-new' | 'password-confirm', text?: Message): ActionPage {
  const base = { kind: 'update-password', username: user.username } as const
  return field === undefined || text === undefined ? base : { ...base, error: { field, text } }
}
