import { type Failure, RelyingPartyError } from '../errors.ts'
import { type Problem, problemResponse } from './problem.ts'

/** After so many seconds a request may be sent again when the provider doesn't answer. */
const RETRY_AFTER = '5'

/**
 * Tells the caller what failed, by its kind.
 *
 * @throws whatever is no {@link RelyingPartyError}: that is a fault of this service.
 */
export function failureProblem(error: unknown): Response {
  if (!(error instanceof RelyingPartyError)) throw error
  return problemResponse({ ...problemOf(error.failure, error.message) })
}

function problemOf(failure: Failure, message: string): Problem {
  switch (failure.kind) {
    case 'server_unreachable':
      return UNREACHABLE
    case 'refused':
      return refusalProblem(failure.error)
    case 'invalid_callback':
      return failure.reason === 'code_missing'
        ? { status: 400, title: 'CodeNotFound', detail: message }
        : { status: 400, title: 'UnknownLogin', detail: message }
    default:
      // metadata, tokens or settings are wrong: nothing that the user can do
      return { status: 502, title: 'IdentityServerError', detail: message }
  }
}

export const UNREACHABLE: Problem = {
  status: 503,
  title: 'IdentityServerUnreachable',
  detail: 'The identity server does not answer. Try again in a moment.',
  headers: { 'retry-after': RETRY_AFTER },
}

/** What the provider's codes mean to a user (RFC 6749 §4.1.2.1 and §5.2, OpenID Connect Core §3.1.2.6). */
const REFUSALS: Readonly<Record<string, Problem>> = {
  access_denied: { status: 403, title: 'AccessDenied', detail: 'The login was declined.' },
  login_required: { status: 401, title: 'LoginRequired', detail: 'Nobody is signed in at the identity server.' },
  interaction_required: {
    status: 401,
    title: 'LoginRequired',
    detail: 'The identity server has to ask the user first.',
  },
  consent_required: {
    status: 401,
    title: 'LoginRequired',
    detail: 'The identity server has to ask for consent first.',
  },
  invalid_grant: {
    status: 400,
    title: 'CodeNotAccepted',
    detail: 'The code was used before or is too old. Sign in again.',
  },
  temporarily_unavailable: UNREACHABLE,
  server_error: { status: 502, title: 'IdentityServerError', detail: 'The identity server had a fault of its own.' },
}

/** Codes are shown only when they are words of a specification: the text came through a browser. */
function refusalProblem(code: string): Problem {
  const known = Object.hasOwn(REFUSALS, code) ? REFUSALS[code] : undefined
  const word = /^[a-z_]{1,40}$/.test(code) ? ` (${code})` : ''
  return (
    known ?? {
      status: 502,
      title: 'IdentityServerRefused',
      detail: `The identity server refused this service${word}. Its operator should look at the client's settings.`,
    }
  )
}
