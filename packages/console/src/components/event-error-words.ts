import { useTranslation } from 'react-i18next'

/** Errors of login events that have words of their own. */
const KNOWN = [
  'invalid_user_credentials',
  'user_not_found',
  'user_disabled',
  'user_temporarily_disabled',
  'client_not_found',
  'client_disabled',
  'invalid_client_credentials',
  'invalid_redirect_uri',
  'invalid_code',
  'expired_code',
  'invalid_token',
  'not_allowed',
  'session_expired',
  'pkce_verification_failed',
  'code_verifier_missing',
  'rejected_by_user',
  'invalid_request',
  'cookie_not_found',
] as const

/** @returns what makes a sentence of an event's error; the error itself where there is none. */
export function useErrorWords(): (error: string) => string {
  const { t } = useTranslation('events')
  return (error) => {
    const known = KNOWN.find((one) => one === error)
    return known === undefined ? error : t(`error-${known}`)
  }
}
