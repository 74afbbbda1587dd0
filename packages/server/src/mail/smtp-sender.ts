import type { SentMessageInfo, Transporter } from 'nodemailer'
import { type Mail, type MailFault, MailNotSent, type MailSender, type MailSettings } from './mail-sender.ts'

/** However a realm sets it: nobody waits longer for a mail server. */
const LONGEST_WAIT_MS = 10_000

/** Sends by SMTP. The library is loaded with the first mail. */
export const smtpSender: MailSender = {
  async send(settings, mail) {
    const from = senderOf(settings)
    const { createTransport } = await import('nodemailer')
    const transport: Transporter<SentMessageInfo> = createTransport(transportOf(settings))
    try {
      await transport.sendMail({ ...messageOf(settings, mail), from, disableFileAccess: true, disableUrlAccess: true })
    } catch (error) {
      throw new MailNotSent(faultOf(error), { cause: error })
    } finally {
      transport.close()
    }
  },
}

function senderOf({ from = '', fromDisplayName = '' }: MailSettings): { name: string; address: string } {
  if (!/^[^\s@<>]+@[^\s@<>]+$/.test(from)) throw new MailNotSent('no-sender')
  return { name: fromDisplayName, address: from }
}

function transportOf(settings: MailSettings) {
  const { host = '', port, ssl, starttls, auth, user = '', password = '' } = settings
  if (host === '') throw new MailNotSent('no-host')
  const secure = ssl === 'true'
  const number = Number(port ?? '')
  return {
    host,
    port: Number.isInteger(number) && number > 0 && number < 65_536 ? number : secure ? 465 : 25,
    secure,
    requireTLS: starttls === 'true',
    ignoreTLS: !secure && starttls !== 'true',
    ...(auth === 'true' && { auth: { user, pass: password } }),
    connectionTimeout: waitOf(settings['connectionTimeout']),
    greetingTimeout: waitOf(settings['timeout']),
    socketTimeout: waitOf(settings['timeout']),
  }
}

/** Keycloak's are in milliseconds. */
function waitOf(text: string | undefined): number {
  const wait = Number(text)
  return Number.isFinite(wait) && wait > 0 ? Math.min(wait, LONGEST_WAIT_MS) : LONGEST_WAIT_MS
}

function messageOf({ replyTo = '', replyToDisplayName = '', envelopeFrom = '' }: MailSettings, mail: Mail) {
  return {
    ...mail,
    ...(replyTo !== '' && { replyTo: { name: replyToDisplayName, address: replyTo } }),
    ...(envelopeFrom !== '' && { envelope: { from: envelopeFrom, to: mail.to } }),
  }
}

const FAULTS: Readonly<Record<string, MailFault>> = {
  EDNS: 'unknown-host',
  ENOTFOUND: 'unknown-host',
  EAI_AGAIN: 'unknown-host',
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'timeout',
  ETLS: 'tls',
  EAUTH: 'login',
  EENVELOPE: 'rejected',
  EMESSAGE: 'rejected',
}

/** The library's codes, and below them the system's. */
function faultOf(error: unknown): MailFault {
  const codes = [error, error instanceof Error ? error.cause : undefined].map((one) =>
    typeof one === 'object' && one !== null && 'code' in one ? String(one.code) : '',
  )
  const message = error instanceof Error ? error.message : ''
  if (/ECONNREFUSED/.test(message)) return 'refused'
  if (/ENOTFOUND|EAI_AGAIN/.test(message)) return 'unknown-host'
  if (/certificate|ssl|tls/i.test(message) && !codes.includes('EAUTH')) return 'tls'
  return codes.flatMap((code) => FAULTS[code] ?? [])[0] ?? 'refused'
}
