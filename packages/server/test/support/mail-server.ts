/** A small mail server on this machine: takes mail from `@shop.example`, and signs in `shop` with the password `right`. */
import { EventEmitter } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface MailServer {
  readonly port: string
  /** `mail` for each that arrived, with whom it is to. */
  readonly post: EventEmitter<{ mail: [to: string] }>
  close(): Promise<void>
}

export async function startMailServer(): Promise<MailServer> {
  const post: MailServer['post'] = new EventEmitter()
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    hideSTARTTLS: true,
    onAuth: ({ username, password }, _session, done) =>
      username === 'shop' && password === 'right' ? done(null, { user: username }) : done(new Error('no')),
    onMailFrom: ({ address }, _session, done) =>
      address.endsWith('@shop.example') ? done() : done(new Error('not one of ours')),
    onData(stream, { envelope }, done) {
      const to = envelope.rcptTo.map(({ address }) => address).join()
      stream.resume().on('end', () => {
        done()
        post.emit('mail', to)
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: String((server.server.address() as AddressInfo).port), // a socket, not a pipe
    post,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
