/**
 * What the benchmark asks, with the clients and people of conformance/keycloak/realm-test.json.
 * A scenario says what work no server can avoid for it: signatures with RS256 and argon2id hashes.
 */
import type { Answer, Client } from './client.ts'

/** One client's part in the load: repeated without pause, and rejected when an answer isn't the one that is meant. */
export type Step = () => Promise<void>

export interface Scenario {
  readonly name: string
  readonly signatures: number
  readonly passwordHashes: number
  /** Prepares one of the concurrent clients. */
  prepare(client: Client): Promise<Step>
}

const realm = '/realms/test'
const protocol = `${realm}/protocol/openid-connect`
const direct = { client_id: 'direct-client', client_secret: 'direct-client-secret-00000000000001' }
const service = { client_id: 'service-client', client_secret: 'service-client-secret-0000000000001' }
const web = { client_id: 'my-test-client', client_secret: 'my-test-client-secret-000000000001' }
const redirectUri = 'http://localhost:1234/v1/token'
const alice = { username: 'alice', password: 'alice-pass' }

/** The scenarios in the order of the report. */
export const scenarios: readonly Scenario[] = [
  {
    name: 'discovery',
    signatures: 0,
    passwordHashes: 0,
    async prepare(client) {
      return async () => {
        expectStatus(await client.get(`${realm}/.well-known/openid-configuration`), 200)
      }
    },
  },
  {
    name: 'client_credentials',
    signatures: 1,
    passwordHashes: 0,
    async prepare(client) {
      const form = { ...service, grant_type: 'client_credentials' }
      return async () => {
        expectStatus(await client.post(`${protocol}/token`, form), 200)
      }
    },
  },
  {
    name: 'refresh_token',
    // access token and ID token; the refresh token is signed with the realm's HMAC key
    signatures: 2,
    passwordHashes: 0,
    async prepare(client) {
      let refreshToken = tokenOf(await passwordGrant(client), 'refresh_token')
      return async () => {
        const form = { ...direct, grant_type: 'refresh_token', refresh_token: refreshToken }
        refreshToken = tokenOf(await client.post(`${protocol}/token`, form), 'refresh_token')
      }
    },
  },
  {
    name: 'password',
    signatures: 2,
    passwordHashes: 1,
    async prepare(client) {
      return async () => {
        expectStatus(await passwordGrant(client), 200)
      }
    },
  },
  {
    name: 'code login',
    signatures: 2,
    passwordHashes: 1,
    async prepare(client) {
      return () => codeLogin(client)
    },
  },
]

function passwordGrant(client: Client): Promise<Answer> {
  return client.post(`${protocol}/token`, { ...direct, ...alice, grant_type: 'password', scope: 'openid' })
}

/** Three requests: the login page, its form, and the code's exchange. */
async function codeLogin(client: Client): Promise<void> {
  const query = {
    client_id: web.client_id,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid',
    state: 's',
  }
  const page = await client.get(`${protocol}/auth?${new URLSearchParams(query)}`, { accept: 'text/html' })
  expectStatus(page, 200)
  const headers = { accept: 'text/html', cookie: page.cookies.join('; ') }
  const login = await client.post(formAction(page.text), { ...alice, credentialId: '' }, headers)
  const code = new URL(login.location ?? 'none:').searchParams.get('code')
  if (!code) throw new Error(`the login form gave no code, but status ${login.status}`)
  const form = { ...web, grant_type: 'authorization_code', code, redirect_uri: redirectUri }
  expectStatus(await client.post(`${protocol}/token`, form), 200)
}

/** @returns the first form's target; both servers write it as an absolute URL. */
export function formAction(html: string): string {
  const action = /<form\b[^>]*\saction="([^"]+)"/i.exec(html)?.[1]
  if (action === undefined) throw new Error('the login page has no form')
  return action.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=').replaceAll('&#61;', '=')
}

function expectStatus(answer: Answer, status: number): void {
  if (answer.status !== status) throw new Error(`status ${answer.status} instead of ${status}`)
}

function tokenOf(answer: Answer, name: string): string {
  expectStatus(answer, 200)
  const token: unknown = JSON.parse(answer.text)[name]
  if (typeof token !== 'string') throw new Error(`the answer has no ${name}`)
  return token
}
