import { createClient } from '@latchkey/relying-party'
import { createSessions, requireUser } from '@latchkey/relying-party/session'
import { cookieStore } from '@latchkey/relying-party/stores/cookie'

const { ISSUER = '', SECRET = '', SESSION_KEYS = '', ORIGIN: origin = '' } = process.env
const authentication = { method: 'client_secret_basic', secret: SECRET } as const
const client = createClient({ issuer: ISSUER, clientId: 'shop', authentication, redirectUri: `${origin}/callback` })
// the newest key first; an old one goes once the longest session is over
const keys = SESSION_KEYS.split(',').map((key) => Buffer.from(key, 'base64'))
const sessions = createSessions({ client, store: cookieStore(), keys, origin })

/** What Hono, Next, Bun and Deno call a handler. The URL of the request must begin with the public origin. */
export async function handle(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url)
  if (pathname === '/callback') return sessions.callback(request)
  if (pathname === '/logout') return sessions.logout(request)
  const outcome = await sessions.check(request, requireUser())
  if (!outcome.ok) return outcome.response
  const answer = Response.json({ hello: outcome.user.claims['name'] })
  // sessions that live in cookies may have changed
  for (const cookie of outcome.setCookies) answer.headers.append('set-cookie', cookie)
  return answer
}
