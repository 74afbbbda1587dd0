import type { Realm } from '../model/realm.ts'

/** The name by which a realm asks for it, among its event listeners. */
export const WEBHOOK_LISTENER = 'webhook'

export interface WebhookSettings {
  readonly url: string
  /** Known to the receiver, too: signs every message. */
  readonly secret: string
}

/** What is told of an event, named by the event's id. */
export interface Announcement {
  readonly id: string
  readonly kind: 'login' | 'admin'
  readonly event: object
}

export interface Webhooks {
  /** Answered when the messages are sure to be sent. */
  tell(realm: Realm, announcements: readonly Announcement[]): Promise<void>
  /** Sends what is due, and what becomes due meanwhile. */
  sendDue(): Promise<void>
  /** Waits for what is being sent; what is left stays for the next start. */
  close(): Promise<void>
}
