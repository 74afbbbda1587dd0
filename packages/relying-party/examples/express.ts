import { createClient } from '@latchkey/relying-party'
import { guard, relyingParty, userOf } from '@latchkey/relying-party/express'
import { createSessions, requireClientRole, requireUser } from '@latchkey/relying-party/session'
import { sqliteStore } from '@latchkey/relying-party/stores/sqlite'
import express from 'express'

const { ISSUER = '', SECRET = '', SESSION_KEY = '', DATABASE = ':memory:', ORIGIN: origin = '' } = process.env
const authentication = { method: 'client_secret_post', secret: SECRET } as const
const client = createClient({ issuer: ISSUER, clientId: 'shop', authentication, redirectUri: `${origin}/callback` })
const store = sqliteStore({ database: DATABASE })
const sessions = createSessions({ client, store, keys: [Buffer.from(SESSION_KEY, 'base64')], origin })
export const app = express()
app.use(relyingParty({ sessions, origin, callbackPath: '/callback', logoutPath: '/logout' }))
app.get('/orders', guard({ sessions, origin }, requireUser()), (request, response) => {
  response.json({ of: userOf(request)?.claims['preferred_username'] })
})
app.post('/orders', guard({ sessions, origin }, requireClientRole('shop', 'buyer')), (_request, response) => {
  response.status(201).end()
})
