import { createClient } from '@latchkey/relying-party'
import { relyingParty } from '@latchkey/relying-party/fastify'
import { createSessions, requireRealmRole } from '@latchkey/relying-party/session'
import { memoryStore } from '@latchkey/relying-party/stores/memory'
import fastify from 'fastify'

const { ISSUER = '', SECRET = '', SESSION_KEY = '', ORIGIN: origin = '' } = process.env
const authentication = { method: 'client_secret_basic', secret: SECRET } as const
const client = createClient({ issuer: ISSUER, clientId: 'shop', authentication, redirectUri: `${origin}/callback` })
const sessions = createSessions({ client, store: memoryStore(), keys: [Buffer.from(SESSION_KEY, 'base64')], origin })
export const app = fastify()
await app.register(relyingParty, { sessions, origin, callbackPath: '/callback', logoutPath: '/logout' })
app.get('/report', { preHandler: app.guard(requireRealmRole('admin')) }, (request) => `Hello ${request.user?.subject}`)
