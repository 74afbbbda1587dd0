import type { Authenticator, Challenge, LoginAttempt, Step } from '../authenticator.ts'
import { rememberedUsername } from '../cookies.ts'
import { checkPassword, findUserByLogin } from '../password.ts'

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
    const outcome = await checkPassword(attempt.context, user, form.get('password') ?? '')
    const rememberMe = attempt.context.realm.login.rememberMe && form.get('rememberMe') === 'on'
    if (!outcome.valid || user === undefined) {
      // one text for an unknown user, a wrong and an empty password (attack case 39)
      return challenge(attempt, { username: typed, rememberMe, fieldError: 'invalidUserMessage' })
    }
    if (!user.enabled) {
      // told only after the right password
      return challenge(attempt, {
        username: typed,
        rememberMe,
        message: { kind: 'error', text: 'accountDisabledMessage' },
      })
    }
    return { kind: 'success', user, notes: { credentialType: 'password', ...(rememberMe && { rememberMe: 'true' }) } }
  },
}

function challenge(attempt: LoginAttempt, page: Omit<Challenge, 'kind'>): Step {
  const fixed = attempt.user === undefined ? {} : { fixedUser: true }
  return { kind: 'challenge', page: { kind: 'login', ...fixed, ...page } }
}
