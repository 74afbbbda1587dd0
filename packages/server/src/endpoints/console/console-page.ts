/**
 * The administration console's document. It is one file for every page of the console; what differs (where the server
 * is, whose console this is) stands in it as data, so that the first paint waits for no second request.
 */
import { redirect } from '../answers.ts'
import { inRealm, type RealmEndpoint, type Services } from '../realm-endpoint.ts'
import type { Route } from '../route.ts'

export const CONSOLE_CLIENT = 'security-admin-console'

/** Every page of the console has an address of its own, and each is answered with the one document. */
export function consoleRoutes(services: Services): readonly Route[] {
  const answers = { GET: inRealm(services, consolePage) }
  return [
    { path: '/admin/:realm/console', answers },
    { path: '/admin/:realm/console/*', answers },
  ]
}

const consolePage: RealmEndpoint = async ({ realm, request, services }) => {
  const path = `/admin/${encodeURIComponent(realm.name)}/console`
  // the console's own links are relative to the slash
  if (request.path === path) return redirect(`${request.base}${path}/`)
  const file = await services.consoleFiles.read('index.html')
  if (file === undefined) return { status: 503, headers: TEXT, body: NOT_BUILT }
  const { pathname: prefix, origin } = new URL(request.base)
  const html = new TextDecoder()
    .decode(file)
    .replaceAll('"./assets/', () => `"${prefix.replace(/\/$/, '')}/resources/console/assets/`)
    .replace('{"environment":null}', () =>
      dataBlock({ serverUrl: request.base, realm: realm.name, clientId: CONSOLE_CLIENT }),
    )
  return {
    status: 200,
    headers: {
      'content-type': 'text/html;charset=utf-8',
      'cache-control': 'no-cache',
      'content-security-policy': policy(origin),
      'x-frame-options': 'DENY',
    },
    body: html,
  }
}

const TEXT = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }
const NOT_BUILT = 'The administration console is not built. Run "npm run build", after "npm ci" with devDependencies.\n'

/** JSON that can't end the element it stands in. */
function dataBlock(value: object): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c')
}

/**
 * Our own scripts, style sheets and pictures, and calls to this server: nothing inline, neither script nor style. The
 * component library would write style elements; the build makes its variables a file, and what it sets while running goes
 * through the object model, which no policy touches. Where the server is configured to another origin than the one the
 * page came from, the calls go there.
 *
 * Script that markup from outside could bring in finds no way to run, no form to send and no frame to hide in. Texts that
 * become markup by assignment are refused by the browser itself (trusted types).
 */
function policy(server: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self' ${server}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
}
