import type { Client } from '../../model/client.ts'
import type { LoginSession } from '../../model/session.ts'
import type { Cookie } from '../exchange.ts'
import type { RealmContext } from '../realm-endpoint.ts'
import type { LoginProtocol } from './login-protocol.ts'
import type { SsoSession } from './sso-session.ts'

/** A login with the people and things it concerns. */
export interface Login {
  readonly context: RealmContext
  readonly protocol: LoginProtocol
  readonly client: Client
  readonly session: LoginSession
  /** The session this browser is signed in with, if it is. */
  readonly sso: SsoSession | undefined
  /** To set with whatever is answered. */
  readonly cookies: readonly Cookie[]
  /** `false` until a page of this login was shown: nothing about it is stored yet. */
  readonly stored: boolean
  /** Whether nothing else is on its way in this browser, as far as this request knows: then nothing needs a restart. */
  readonly onlyTab: boolean
}
