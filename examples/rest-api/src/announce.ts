import { setTimeout as delay } from 'node:timers/promises'
import type { Config } from './config.ts'

const PATIENCE_MS = 10_000
const POLL_MS = 250

/** Says where to go once the identity server is there, which may be starting at this moment. */
export async function announce({ baseUrl, issuer }: Pick<Config, 'baseUrl' | 'issuer'>): Promise<void> {
  const discovery = `${issuer}/.well-known/openid-configuration`
  for (let waitedMs = 0; waitedMs < PATIENCE_MS; waitedMs += POLL_MS) {
    if (
      await fetch(discovery).then(
        ({ ok }) => ok,
        () => false,
      )
    ) {
      console.log(`\n  REST API       ${baseUrl}, sign in at ${baseUrl}/v1/self\n`)
      return
    }
    await delay(POLL_MS)
  }
  console.warn(`REST API on ${baseUrl}: no identity server answers at ${discovery} (ISSUER)`)
}
