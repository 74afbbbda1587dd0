/**
 * Keycloak's official admin client, as administrators' programs use it, over a real socket: against Latchkey, and with
 * `KEYCLOAK_URL` (such as `http://127.0.0.1:8180/auth`, administrator admin/admin) the same against a Keycloak.
 */
import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import KeycloakAdminClient from '@keycloak/keycloak-admin-client'
import { startServer } from '../../packages/server/test/support/server.ts'

export interface Target {
  readonly baseUrl: string
  /** Signed in anew: an administrator's token lives a minute. Its realm is the one made for the test. */
  client(): Promise<KeycloakAdminClient>
  /** Removes the realm, and ends the server if it was started. */
  close(): Promise<void>
}

/** @param realm - is made anew, and removed at the end. */
export async function startTarget(realm: string): Promise<Target> {
  const given = process.env['KEYCLOAK_URL']
  const server = given === undefined ? await startServer() : undefined
  if (server) await server.latchkey.http.listen({ port: 0, host: '127.0.0.1' })
  const port = (server?.latchkey.http.server.address() as AddressInfo | undefined)?.port
  const baseUrl = given ?? `http://127.0.0.1:${port}/auth`
  const client = async () => {
    const admin = new KeycloakAdminClient({ baseUrl, realmName: 'master' })
    await admin.auth({ username: 'admin', password: 'admin', grantType: 'password', clientId: 'admin-cli' })
    admin.setConfig({ realmName: realm })
    return admin
  }
  const master = await client()
  await master.realms.del({ realm }).catch(() => {})
  await master.realms.create({ realm, enabled: true })
  return {
    baseUrl,
    client,
    async close() {
      await (await client()).realms.del({ realm })
      await server?.close()
    },
  }
}

/** What the client throws for an answer that is no success. */
export async function refusedWith(status: number, call: Promise<unknown>): Promise<void> {
  await assert.rejects(call, (error: unknown) => {
    assert.equal((error as { response?: { status?: number } }).response?.status, status, String(error))
    return true
  })
}
