/**
 * The same two routes on express-openid-connect, which is installed in the folder that is named: it is no dependency of
 * this repository.
 */
import { createRequire } from 'node:module'
import { join } from 'node:path'

const { folder, issuer, origin, clientId, clientSecret } = JSON.parse(process.argv[2] ?? '{}')
const load = createRequire(join(folder, 'package.json'))
const express = load('express')
const { auth, requiresAuth } = load('express-openid-connect')

const app = express()
app.use(
  auth({
    issuerBaseURL: issuer,
    baseURL: origin,
    clientID: clientId,
    clientSecret,
    secret: 'a secret of forty characters, for one run only',
    idpLogout: false,
    authRequired: false,
    authorizationParams: { response_type: 'code', scope: 'openid' },
    routes: { callback: '/v1/token', login: false, logout: false },
  }),
)
let first = {}
const self = (claims) => ({
  id: claims.sub,
  email: claims.email,
  firstname: claims.given_name,
  lastname: claims.family_name,
  username: claims.preferred_username,
})
app.get('/v1/self', requiresAuth(), (request, response) => {
  first = request.oidc.user
  response.json(self(request.oidc.user))
})
// the middleware reads the session for every route that comes after it, so the open one is on an application without it
const bare = express()
bare.get('/open', (_request, response) => response.json(self(first)))
bare.use(app)
const server = bare.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ port: server.address().port })))
