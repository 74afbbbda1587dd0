/**
 * The listener `webhook`: a realm's events as signed HTTP messages to one receiver. A message is on disk before the
 * request that caused it is answered, and goes out afterwards, again and again until the receiver takes it or a day is
 * over. It may arrive twice, and after a later one: its id tells. The signature follows Standard Webhooks 1.0.
 */
import { createHmac } from 'node:crypto'
import type { Clock } from '../model/time.ts'
import type { OutboundClient } from '../outbound/outbound-client.ts'
import type { TakenMessage, WebhookOutbox } from '../store/event-ports.ts'
import type { WebhookSettings, Webhooks } from './webhook-listener.ts'

interface WebhookParts {
  readonly outbox: WebhookOutbox
  readonly client: OutboundClient
  readonly clock: Clock
  readonly log: { warn(facts: object, message: string): void; error(facts: object, message: string): void }
}

const AT_ONCE = 16
/** Longer than one sending may take: another node takes over what a dead one had taken. */
const LEASE_MS = 60_000
const POLL_MS = 5_000
const FIRST_DELAY_MS = 1_000
const LONGEST_DELAY_MS = 3_600_000
/** With those delays, a day. */
const MOST_ATTEMPTS = 36

/** How long a message rests that was not taken for the n-th time. */
export function delayAfter(attempts: number): number {
  return Math.min(FIRST_DELAY_MS * 2 ** (attempts - 1), LONGEST_DELAY_MS)
}

/** @param key - text, or `whsec_` and base64. */
export function webhookSignature(key: string, id: string, timestamp: number, body: string): string {
  const secret = key.startsWith('whsec_') ? Buffer.from(key.slice('whsec_'.length), 'base64') : key
  return `v1,${createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64')}`
}

export function createWebhooks(settings: WebhookSettings, { outbox, client, clock, log }: WebhookParts): Webhooks {
  let sending: Promise<void> | undefined
  let wanted = false
  const polling = setInterval(() => void sendDue(), POLL_MS)
  polling.unref()

  async function send(message: TakenMessage): Promise<void> {
    const { id, body, attempts } = message
    const timestamp = clock.now()
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Latchkey',
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': webhookSignature(settings.secret, id, timestamp, body),
    }
    const problem = await client.send({ method: 'POST', url: settings.url, headers, body }).then(
      ({ status }) => (status >= 200 && status < 300 ? undefined : `the receiver answered ${status}`),
      (error: unknown) => (error instanceof Error ? error.message : 'it could not be sent'),
    )
    if (problem === undefined) return outbox.remove(message)
    const facts = { id, attempts, problem }
    if (attempts >= MOST_ATTEMPTS) {
      log.error(facts, 'a webhook message is given up')
      return outbox.remove(message)
    }
    log.warn(facts, 'a webhook message was not taken; it is sent again later')
    return outbox.postpone(message, clock.nowMs() + delayAfter(attempts))
  }

  async function drain(): Promise<void> {
    for (;;) {
      const nowMs = clock.nowMs()
      const messages = await outbox.take(nowMs, nowMs + LEASE_MS, AT_ONCE)
      if (messages.length === 0) return
      await Promise.all(messages.map(send))
    }
  }

  async function sendWhileWanted(): Promise<void> {
    try {
      while (wanted) {
        wanted = false
        await drain()
      }
    } catch (err) {
      log.error({ err }, 'webhook messages could not be read')
    } finally {
      sending = undefined
    }
  }

  function sendDue(): Promise<void> {
    // a message that comes while the last look is going on is not left to the next poll
    wanted = true
    sending ??= sendWhileWanted()
    return sending
  }

  return {
    async tell(realm, announcements) {
      const messages = announcements.map(({ id, kind, event }) => ({
        id,
        body: JSON.stringify({ kind, realm: realm.name, event }),
      }))
      await outbox.put(realm.id, messages, clock.nowMs())
      void sendDue()
    },
    sendDue,
    async close() {
      clearInterval(polling)
      await sending
    },
  }
}
