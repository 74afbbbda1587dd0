/** The realm's mail server as the form shows it, and back. */
export interface MailValues {
  readonly from: string
  readonly fromDisplayName: string
  readonly replyTo: string
  readonly envelopeFrom: string
  readonly host: string
  readonly port: string
  readonly encryption: 'none' | 'starttls' | 'ssl'
  readonly auth: boolean
  readonly user: string
  /** Empty keeps the one that the server has. */
  readonly password: string
}

export type Smtp = Readonly<Record<string, unknown>>

/** What the server writes in place of a password, and takes as "the same". */
const MASKED = /^\*+$/

export function hasPassword(smtp: Smtp): boolean {
  return text(smtp, 'password') !== ''
}

export function mailValuesOf(smtp: Smtp): MailValues {
  const password = text(smtp, 'password')
  return {
    from: text(smtp, 'from'),
    fromDisplayName: text(smtp, 'fromDisplayName'),
    replyTo: text(smtp, 'replyTo'),
    envelopeFrom: text(smtp, 'envelopeFrom'),
    host: text(smtp, 'host'),
    port: text(smtp, 'port'),
    encryption: isOn(smtp, 'ssl') ? 'ssl' : isOn(smtp, 'starttls') ? 'starttls' : 'none',
    auth: isOn(smtp, 'auth'),
    user: text(smtp, 'user'),
    password: MASKED.test(password) ? '' : password,
  }
}

/** @returns the whole of `smtpServer`: the server replaces it. What the form doesn't show stays. */
export function withMailValues(smtp: Smtp, values: MailValues): Record<string, string> {
  const { encryption, auth, password, ...texts } = values
  const kept = Object.entries(smtp).map(([name, value]) => [name, String(value)])
  const secret = password || text(smtp, 'password')
  const { password: _, ...others }: Record<string, string> = Object.fromEntries(kept)
  return {
    ...others,
    ...Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, value.trim()])),
    ssl: String(encryption === 'ssl'),
    starttls: String(encryption === 'starttls'),
    auth: String(auth),
    ...(auth && secret !== '' && { password: secret }),
  }
}

function text(smtp: Smtp, name: string): string {
  return String(smtp[name] ?? '')
}

function isOn(smtp: Smtp, name: string): boolean {
  return text(smtp, name) === 'true'
}
