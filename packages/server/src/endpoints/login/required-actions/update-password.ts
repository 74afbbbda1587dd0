import type { User } from '../../../model/user.ts'
import type { Message } from '../../../pages/messages.ts'
import type { ActionPage, RequiredAction } from '../required-action.ts'

const LONGEST_PASSWORD_BYTES = 4096

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
    if (Buffer.byteLength(password) > LONGEST_PASSWORD_BYTES) {
      return {
        kind: 'challenge',
        page: page(user, 'password-new', { key: 'invalidPasswordMaxLengthMessage', values: [LONGEST_PASSWORD_BYTES] }),
      }
    }
    if (password !== form.get('password-confirm')) {
      return { kind: 'challenge', page: page(user, 'password-confirm', 'notMatchPasswordMessage') }
    }
    const hash = await services.hasher.hash(password, realm.passwordPolicy)
    const left = user.requiredActions.filter((alias) => alias !== 'UPDATE_PASSWORD')
    await services.stores.users.setCredential(
      realm.id,
      user.id,
      {
        id: services.random.uuid(),
        type: 'password',
        userLabel: undefined,
        createdDateMs: services.clock.nowMs(),
        priority: 10,
        ...hash,
      },
      left,
    )
    if (form.has('logout-sessions')) await services.stores.userSessions.endByUser(realm.id, user.id, false)
    return { kind: 'done', user: { ...user, requiredActions: left } }
  },
}

function page(user: User, field?: 'password-new' | 'password-confirm', text?: Message): ActionPage {
  const base = { kind: 'update-password', username: user.username } as const
  return field === undefined || text === undefined ? base : { ...base, error: { field, text } }
}
