/** What a change of a realm's settings makes of its document, and what is refused. Pure rules of `PUT /admin/realms/NAME`. */
import { isDeepStrictEqual } from 'node:util'
import { MASK } from './complete-clients.ts'
import { MASTER, realmAttributes } from './defaults/realm-settings.ts'
import { isObject, textMapOf } from './fields.ts'
import type { ClientRepresentation, RealmRepresentation } from './keycloak.ts'
import { passwordPolicyProblem } from './password-policy.ts'

/** What a realm's document holds that has routes of its own, or is only told: a change of settings leaves it alone. */
const NOT_SETTINGS = new Set([
  'id',
  'clients',
  'users',
  'federatedUsers',
  'roles',
  'groups',
  'defaultRole',
  'defaultRoles',
  'clientScopes',
  'scopeMappings',
  'clientScopeMappings',
  'components',
  'authenticationFlows',
  'authenticatorConfig',
  'requiredActions',
  'identityProviders',
  'identityProviderMappers',
  'defaultDefaultClientScopes',
  'defaultOptionalClientScopes',
  'clientProfiles',
  'clientPolicies',
  'localizationTexts',
  'organizations',
  'protocolMappers',
  'userFederationProviders',
  'userFederationMappers',
  'applications',
  'oauthClients',
  'clientTemplates',
  'applicationScopeMappings',
  'keycloakVersion',
  'privateKey',
  'publicKey',
  'certificate',
  'codeSecret',
])

/** What of a document a reader of the realm gets beside its settings. */
const TOLD_TOO = new Set(['id', 'defaultRole', 'clientProfiles', 'clientPolicies'])

/** The part of a realm's document that `GET /admin/realms/NAME` gives. */
export function settingsToTell(document: RealmRepresentation): RealmRepresentation {
  return keep(document, (field) => TOLD_TOO.has(field) || !NOT_SETTINGS.has(field))
}

/**
 * The document after a change. Fields that weren't sent, or are `null`, stay; attributes are replaced as a whole, but for
 * those that every realm has.
 *
 * @param sent - its types are checked, and {@link realmUpdateProblem} has nothing against it.
 */
export function updatedRealm<Document extends RealmRepresentation>(old: Document, sent: RealmRepresentation): Document {
  const settings = keep(sent, (field, value) => !NOT_SETTINGS.has(field) && value !== null && value !== undefined)
  // no policy is none, not an empty one
  const { passwordPolicy: _, ...withoutPolicy } = old
  return {
    ...(settings['passwordPolicy'] === '' ? (withoutPolicy as Document) : old),
    ...withoutEmptyPolicy(settings),
    ...(settings.attributes !== undefined && { attributes: attributesOf(old, settings.attributes) }),
    ...mergedHeaders(old['browserSecurityHeaders'], settings['browserSecurityHeaders']),
    ...(isObject(settings['smtpServer']) && { smtpServer: keptPassword(old['smtpServer'], settings['smtpServer']) }),
  }
}

function withoutEmptyPolicy(settings: RealmRepresentation): RealmRepresentation {
  return keep(settings, (field, value) => field !== 'passwordPolicy' || value !== '')
}

function attributesOf(old: RealmRepresentation, sent: Record<string, string>): Record<string, string> {
  const always = new Set(Object.keys(realmAttributes({}, '')))
  const kept = Object.entries(textMapOf(old.attributes)).filter(([name]) => always.has(name))
  return { ...Object.fromEntries(kept), ...textMapOf(sent) }
}

function mergedHeaders(old: unknown, sent: unknown): RealmRepresentation {
  return isObject(sent) ? { browserSecurityHeaders: { ...(isObject(old) && old), ...sent } } : {}
}

/** Whoever sends back what he read sends asterisks: they mean the password that is there. */
function keptPassword(old: unknown, sent: Record<string, unknown>): Record<string, unknown> {
  return sent['password'] === MASK && isObject(old) ? { ...sent, password: old['password'] } : sent
}

/** Counts and times that Keycloak refuses below zero, with what it calls them. */
const NEVER_NEGATIVE: Readonly<Record<string, string>> = {
  failureFactor: 'Failure factor',
  maxFailureWaitSeconds: 'Maximum failure wait seconds',
  minimumQuickLoginWaitSeconds: 'Minimum quick login wait seconds',
  waitIncrementSeconds: 'Wait increment seconds',
  quickLoginCheckMilliSeconds: 'Quick login check milliseconds',
  maxDeltaTimeSeconds: 'Maximum delta time seconds',
  maxTemporaryLockouts: 'Maximum temporary lockouts',
  maxSecondaryAuthFailures: 'Maximum secondary authentication failures',
}
const LIFESPAN = /^(?:access|sso|client|offline|action|oauth2Device).*(?:Lifespan|IdleTimeout|RememberMe|Interval)\w*$/
/** Keycloak's integers have 32 bits. */
const LARGEST = 2_147_483_647

const FLOW_BINDINGS = [
  'browserFlow',
  'registrationFlow',
  'directGrantFlow',
  'resetCredentialsFlow',
  'clientAuthenticationFlow',
  'dockerAuthenticationFlow',
  'firstBrokerLoginFlow',
]

/**
 * Why a change is refused, in words for the caller; `undefined` when it isn't.
 *
 * @param old - the realm's whole document.
 */
export function realmUpdateProblem(old: RealmRepresentation, sent: RealmRepresentation): string | undefined {
  return (
    nameProblem(old.realm, sent.realm) ??
    numberProblem(sent) ??
    flowProblem(old, sent) ??
    passwordPolicyProblem(sent['passwordPolicy']) ??
    headerProblem(sent['browserSecurityHeaders']) ??
    smtpProblem(old['smtpServer'], sent['smtpServer']) ??
    idleProblem({ ...old, ...sent })
  )
}

function nameProblem(old: string | undefined, sent: string | undefined): string | undefined {
  if (sent === undefined || sent === old) return undefined
  if (old === MASTER) return "Can't rename master realm"
  if (sent.trim() === '') return 'Realm name cannot be empty'
  if (sent.length > 255) return 'Realm name is longer than 255 characters'
  const unwanted = unwantedCharacter(sent)
  return unwanted === undefined ? undefined : `Character '${unwanted}' not allowed.`
}

/** The first character of a realm's name that can't be in it, because the name is a part of every URL. */
export function unwantedCharacter(name: string): string | undefined {
  return /[/?#:;\\@!$&()*+,=[\]]/.exec(name)?.[0]
}

function numberProblem(sent: RealmRepresentation): string | undefined {
  for (const [field, value] of Object.entries(sent)) {
    if (typeof value !== 'number') continue
    if (value > LARGEST) return `${field} is greater than ${LARGEST}`
    const called = NEVER_NEGATIVE[field] ?? (LIFESPAN.test(field) ? field : undefined)
    if (called !== undefined && value < 0) return `${called} may not be a negative value`
  }
  return undefined
}

function flowProblem(old: RealmRepresentation, sent: RealmRepresentation): string | undefined {
  const aliases = new Set((old.authenticationFlows ?? []).map((flow) => flow.alias))
  const unknown = FLOW_BINDINGS.find((binding) => {
    const alias = sent[binding]
    return typeof alias === 'string' && alias !== '' && !aliases.has(alias)
  })
  return unknown === undefined ? undefined : `${unknown} names an authentication flow that is not in the realm`
}

function headerProblem(sent: unknown): string | undefined {
  return Object.values(textMapOf(sent)).some((value) => /[\r\n]/.test(value)) ? 'Newline not allowed.' : undefined
}

function smtpProblem(old: unknown, sent: unknown): string | undefined {
  if (!isObject(sent) || Object.keys(sent).length === 0) return undefined
  // a realm file may have brought one without a sender: whoever sends that back unchanged changes something else
  if (isDeepStrictEqual(keptPassword(old, sent), old)) return undefined
  const { from, host } = textMapOf(sent)
  if (sent['password'] === MASK && textMapOf(old)['password'] !== undefined && host !== textMapOf(old)['host']) {
    // asterisks would take the password to whoever is there
    return 'For another mail server the password has to be given anew'
  }
  if (from !== undefined && isAddress(from)) return undefined
  return (
    `Invalid sender address '${from ?? 'null'}'. If the address contains UTF-8 characters in the local part please ensure ` +
    "the SMTP server supports the SMTPUTF8 extension and enable 'Allow UTF-8' in the email realm configuration."
  )
}

function isAddress(text: string): boolean {
  return text.length <= 320 && /^[^\s@<>,;]+@[^\s@<>,;]+$/.test(text)
}

/** A client's session can't outlive the user's. */
function idleProblem(next: RealmRepresentation): string | undefined {
  const {
    clientSessionIdleTimeout: idle,
    ssoSessionIdleTimeout,
    clientSessionMaxLifespan: max,
    ssoSessionMaxLifespan,
  } = next
  if (isGreater(idle, ssoSessionIdleTimeout))
    return 'Client Session Idle Timeout cannot be greater than Realm SSO Idle Timeout.'
  if (isGreater(max, ssoSessionMaxLifespan))
    return 'Client Session Max Lifespan cannot be greater than Realm SSO Max Lifespan.'
  return undefined
}

function isGreater(client: unknown, user: unknown): boolean {
  return typeof client === 'number' && typeof user === 'number' && client > user
}

/** The realm's own consoles live below its name: their addresses follow it. */
export function renamedConsole(client: ClientRepresentation, from: string, to: string): ClientRepresentation {
  const moved = (url: string) =>
    url.replace(`/realms/${from}/`, `/realms/${to}/`).replace(`/admin/${from}/`, `/admin/${to}/`)
  return {
    ...client,
    ...(client.baseUrl !== undefined && { baseUrl: moved(client.baseUrl) }),
    ...(client.redirectUris !== undefined && { redirectUris: client.redirectUris.map(moved) }),
  }
}

function keep(document: RealmRepresentation, isKept: (field: string, value: unknown) => boolean): RealmRepresentation {
  return Object.fromEntries(Object.entries(document).filter(([field, value]) => isKept(field, value)))
}
