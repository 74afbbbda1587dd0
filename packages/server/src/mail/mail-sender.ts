/** Mail of a realm: who sends it, through which server, and why it could not be sent. */

/** What a realm's `smtpServer` says, in Keycloak's words: all texts. */
export type MailSettings = Readonly<Record<string, string>>

export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
}

export interface MailSender {
  /** @throws {MailNotSent} when the server can't be reached or doesn't take the mail. */
  send(settings: MailSettings, mail: Mail): Promise<void>
}

export type MailFault = 'no-host' | 'no-sender' | 'unknown-host' | 'refused' | 'timeout' | 'tls' | 'login' | 'rejected'

/** The mail did not leave. Nothing that the mail server said is passed on: whoever tries must not read other services by it. */
export class MailNotSent extends Error {
  readonly fault: MailFault

  constructor(fault: MailFault, options?: ErrorOptions) {
    super(SENTENCES[fault], options)
    this.name = 'MailNotSent'
    this.fault = fault
  }
}

const SENTENCES: Readonly<Record<MailFault, string>> = {
  'no-host': 'the mail server is not set',
  'no-sender': 'the sender address is not set or not an address',
  'unknown-host':
    'there is no mail server of that name that this server may reach; one inside must be among --outbound-allowed-addresses',
  refused: 'the mail server refuses the connection: check host and port',
  timeout: 'the mail server does not answer in time: check host, port and encryption',
  tls: 'the encrypted connection could not be made: check SSL, StartTLS and the certificate of the mail server',
  login: 'the mail server does not take user name and password',
  rejected: 'the mail server does not take the mail: check sender and recipient',
}
