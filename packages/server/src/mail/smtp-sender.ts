import { connect, type Socket } from 'node:net'
import type { SentMessageInfo, Transporter } from 'nodemailer'
import { type AddressGuard, AddressNotAllowed, createAddressGuard } from '../outbound/address-guard.ts'
import { type Mail, type MailFault, MailNotSent, type MailSender, type MailSettings } from './mail-sender.ts'

/** However a realm sets it: nobody waits longer for a word of a mail server. */
const LONGEST_WAIT_MS = 10_000
/** Of a whole conversation: a server that says a word now and then must not hold anybody. */
const LONGEST_MS = 30_000

export interface SmtpOptions {
  /** Addresses and blocks where a mail server may be although they are not public. */
  readonly allowed: readonly string[]
  /** Of a whole conversation. */
  readonly longestMs?: number
}

/**
 * Sends by SMTP, to addresses that requests of this server may go to: who sets a realm's mail server must not have the
 * inside knocked at (attack case 54). The library is loaded with the first mail.
 */
export function createSmtpSender(options: SmtpOptions): MailSender {
  const guard = createAddressGuard(options)
  const { longestMs = LONGEST_MS } = options
  return {
    async send(settings, mail) {
      const from = senderOf(settings)
      const to = transportOf(settings)
      const { createTransport } = await import('nodemailer')
      const transport: Transporter<SentMessageInfo> = createTransport({
        ...to,
        // the library would look the name up itself, and connect to whatever is there
        getSocket: (_: unknown, done: (error: Error | null, socket?: { connection: Socket }) => void) =>
          connected(to, guard).then(
            (connection) => done(null, { connection: bounded(connection, longestMs) }),
            (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
          ),
      })
      try {
        await transport.sendMail({
          ...messageOf(settings, mail),
          from,
          disableFileAccess: true,
          disableUrlAccess: true,
        })
      } catch (error) {
        throw new MailNotSent(faultOf(error), { cause: error })
      } finally {
        transport.close()
      }
    },
  }
}

/** @throws {AddressNotAllowed} and what the system says. */
function connected(
  { host, port, connectionTimeout }: ReturnType<typeof transportOf>,
  guard: AddressGuard,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    if (!guard.mayBeAsked(host)) return reject(new AddressNotAllowed())
    const socket = connect({ host: host.replace(/^\[|\]$/g, ''), port, lookup: guard.lookup })
    const timer = setTimeout(() => socket.destroy(new TimedOut()), connectionTimeout)
    // stays: what fails before the library listens must not end the process
    socket.on('error', (error) => {
      clearTimeout(timer)
      reject(error)
    })
    socket.once('connect', () => {
      clearTimeout(timer)
      resolve(socket)
    })
  })
}

/** Ends what takes too long, whatever is said meanwhile; how much is said at once, the library bounds. */
function bounded(socket: Socket, longestMs: number): Socket {
  const end = setTimeout(() => socket.destroy(new TimedOut()), longestMs)
  socket.once('close', () => clearTimeout(end))
  return socket
}

/** Of its own kind, since the library writes its own code over any other. */
class TimedOut extends Error {
  constructor() {
    super('no answer in time')
    this.name = 'TimedOut'
  }
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
  // as if there were no such name: which names and addresses exist inside is not told
  if (error instanceof AddressNotAllowed) return 'unknown-host'
  if (error instanceof TimedOut) return 'timeout'
  const codes = [error, error instanceof Error ? error.cause : undefined].map((one) =>
    typeof one === 'object' && one !== null && 'code' in one ? String(one.code) : '',
  )
  const message = error instanceof Error ? error.message : ''
  if (/ECONNREFUSED/.test(message)) return 'refused'
  if (/ENOTFOUND|EAI_AGAIN/.test(message)) return 'unknown-host'
  if (/certificate|ssl|tls/i.test(message) && !codes.includes('EAUTH')) return 'tls'
  return codes.flatMap((code) => FAULTS[code] ?? [])[0] ?? 'refused'
}
