/** The API's own description (OpenAPI 3.1). A test compares its paths and statuses with what the server does. */
import type { Config } from './config.ts'

const PROBLEM = { $ref: '#/components/schemas/Problem' }
const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: PROBLEM } },
})
const answer = (description: string, schema: object) => ({ description, content: { 'application/json': { schema } } })
const text = { type: 'string' }

export function openApiDocument({
  baseUrl,
  issuer,
  sessionIn,
}: Pick<Config, 'baseUrl' | 'issuer' | 'sessionIn'>): object {
  const inQuery = sessionIn === 'query'
  return {
    openapi: '3.1.0',
    info: {
      title: 'The tutorial’s REST API',
      version: '1.0.0',
      description: 'Who is signed in, told to a browser with a session or to a client with an access token.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: baseUrl }],
    security: [{ session: [] }, { bearer: [] }],
    paths: {
      '/v1/self': {
        get: {
          operationId: 'self',
          summary: 'Who am I?',
          responses: {
            200: answer('The user of the session or the access token.', { $ref: '#/components/schemas/Self' }),
            302: { description: 'No session: to the login page.', headers: { Location: { schema: text } } },
            401: problem('The access token is not accepted, or the session ended and the client can’t follow a login.'),
            502: problem('The identity server refused for a reason that signing in doesn’t repair.'),
            503: problem('The identity server can’t be reached; the session is kept.'),
          },
        },
      },
      '/v1/token': {
        get: {
          operationId: 'token',
          summary: 'Where the identity server sends the browser back to',
          security: [],
          parameters: ['code', 'state', 'iss', 'session_state', 'error', 'error_description'].map((name) => ({
            name,
            in: 'query',
            schema: text,
          })),
          responses: {
            302: { description: 'Signed in: back to where the user was.', headers: { Location: { schema: text } } },
            400: problem('No code, one that is used, or a state that is not this browser’s.'),
            401: problem('The identity server was not allowed to ask the user, and nobody is signed in there.'),
            403: problem('The login was declined.'),
            502: problem('The identity server refused for a reason that the user can’t repair.'),
            503: problem('The identity server can’t be reached.'),
          },
        },
      },
      '/v1/session': {
        get: {
          operationId: 'session',
          summary: 'Until when am I signed in?',
          security: [{ session: [] }],
          responses: {
            200: answer('The session, without its tokens.', { $ref: '#/components/schemas/Session' }),
            302: { description: 'No session: to the login page.' },
            401: problem('No session, and the client can’t follow a login.'),
          },
        },
      },
      '/v1/admin/report': {
        get: {
          operationId: 'report',
          summary: 'For administrators',
          description: 'Requires the realm role `admin`.',
          responses: {
            200: answer('The report.', { $ref: '#/components/schemas/Report' }),
            302: { description: 'No session: to the login page.' },
            401: problem('The access token is not accepted.'),
            403: problem('The realm role `admin` is missing.'),
          },
        },
      },
      '/v1/logout': {
        post: {
          operationId: 'logout',
          summary: 'Sign out, here and at the identity server',
          security: [{ session: [] }],
          responses: {
            303: {
              description: 'To the identity server, which ends its session too.',
              headers: { Location: { schema: text } },
            },
            403: problem('The request comes from another site.'),
          },
        },
      },
      '/health': {
        get: {
          operationId: 'health',
          summary: 'Is the process alive?',
          security: [],
          responses: { 200: answer('It is.', { type: 'object', properties: { status: { const: 'UP' } } }) },
        },
      },
    },
    components: {
      securitySchemes: {
        session: inQuery
          ? { type: 'apiKey', in: 'query', name: 'cookie', description: 'For learning only.' }
          : { type: 'apiKey', in: 'cookie', name: baseUrl.startsWith('https:') ? '__Host-session' : 'session' },
        bearer: { type: 'openIdConnect', openIdConnectUrl: `${issuer}/.well-known/openid-configuration` },
      },
      schemas: {
        Self: {
          type: 'object',
          description: 'What is not known is absent.',
          properties: { id: text, email: text, firstname: text, lastname: text, username: text },
          required: ['id'],
        },
        Session: {
          type: 'object',
          properties: {
            username: text,
            createdAt: { type: 'string', format: 'date-time' },
            expiresAt: { type: 'string', format: 'date-time' },
            accessTokenExpiresAt: { type: 'string', format: 'date-time' },
          },
          required: ['createdAt', 'expiresAt', 'accessTokenExpiresAt'],
        },
        Report: {
          type: 'object',
          properties: { generatedFor: text, uptimeSeconds: { type: 'integer' }, requests: { type: 'integer' } },
          required: ['uptimeSeconds', 'requests'],
        },
        Problem: {
          type: 'object',
          description: 'RFC 9457.',
          properties: { type: text, title: text, status: { type: 'integer' }, detail: text },
          required: ['title', 'status'],
        },
      },
    },
  }
}
