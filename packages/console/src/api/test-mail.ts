import { NetworkError } from '@keycloak/keycloak-admin-client'
import { adminClient } from './admin-client.ts'

const FAULTS = [
  'no-own-address',
  'no-host',
  'no-sender',
  'unknown-host',
  'refused',
  'timeout',
  'tls',
  'login',
  'rejected',
] as const
export type MailFault = (typeof FAULTS)[number]

/**
 * Sends an e-mail to the administrator's own address.
 *
 * @param settings - as `smtpServer` has them.
 * @returns why it did not leave; `undefined` when the mail server took it.
 */
export async function testMail(
  realm: string,
  settings: Readonly<Record<string, string>>,
): Promise<MailFault | undefined> {
  try {
    await adminClient.realms.testSMTPConnection({ realm }, { ...settings })
    return undefined
  } catch (error) {
    const fault = error instanceof NetworkError ? faultIn(error.responseData) : undefined
    if (fault === undefined) throw error
    return fault
  }
}

function faultIn(body: unknown): MailFault | undefined {
  const params: unknown = Reflect.get(Object(body), 'params')
  return FAULTS.find((one) => Array.isArray(params) && params[0] === one)
}
