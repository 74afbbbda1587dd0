import type { Client } from '../../model/client.ts'

/** What a browser's request to sign out comes down to, once its parameters were checked. */
export interface LogoutRequest {
  readonly client: Client | undefined
  /** `sid` of the hint. */
  readonly sessionId: string | undefined
  readonly returnTo: string | undefined
  readonly state: string | undefined
}
