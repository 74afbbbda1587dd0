import type { Authenticator, Challenge, LoginAttempt, Step } from '../authenticator.ts'
import { rememberedUsername } from '../cookies.ts'
import { findUserByLogin } from '../password.ts'
import { tryPassword } from '../try-password.ts'

/** The login form: user name (or e-mail) and password. */
export const usernamePasswordAuthenticator: Authenticator = {
  providerId: 'auth-username-password-form',

  async begin(attempt) {
    const { user, loginHint } = attempt
    const remembered = user === undefined && loginHint === undefined ? rememberedUsername(attempt.context) : undefined
    return challenge(attempt, {
      username: user?.username ?? loginHint ?? remembered ?? '',
      ...(remembered !== undefined && { rememberMe: true }),
      ...(attempt.reauthenticate && { message: { kind: 'info', text: 'reauthenticate' } as const }),
    })
  },

  async answer(attempt, form) {
    const typed = attempt.user?.username ?? (form.get('username') ?? '').trim()
    const user = attempt.user ?? (await findUserByLogin(attempt.context, typed))
    const tried = await tryPassword(attempt.context, user, form.get('password') ?? '')
    const rememberMe = attempt.context.realm.login.rememberMe && form.get('rememberMe') === 'on'
    if (!tried.valid || user === undefined) {
      // one text for an unknown user, a wrong and an empty password, and one that is locked (attack case 39)
      const because = tried.valid || user === undefined ? 'user_not_found' : tried.because
      const refused = { because, triedUserId: user?.id } as const
      return challenge(attempt, { username: typed, rememberMe, fieldError: 'invalidUserMessage', ...refused })
    }
    if (!user.enabled) {
      // told only after the right password
      return challenge(attempt, {
        username: typed,
        rememberMe,
        message: { kind: 'error', text: 'accountDisabledMessage' },
        because: 'user_disabled',
        triedUserId: user.id,
      })
    }
    return { kind: 'success', user, notes: { credentialType: 'password', ...(rememberMe && { rememberMe: 'true' }) } }
  },
}

function challenge(attempt: LoginAttempt, page: Omit<Challenge, 'kind'>): Step {
  const fixed = attempt.user === undefined ? {} : { fixedUser: true }
  return { kind: 'challenge', page: { kind: 'login', ...fixed, ...page } }
}
