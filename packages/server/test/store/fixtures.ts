/** Small realms, users and sessions for tests of stores: a test names what it is about, the rest is filled in. */
import type { AdminEvent, LoginEvent } from '../../src/model/event.ts'
import { eventIds } from '../../src/model/event-id.ts'
import type { AuthorizationCode, ClientSession, LoginSession, UserSession } from '../../src/model/session.ts'
import type { Clock, EpochSeconds } from '../../src/model/time.ts'
import type { Credential, LoginFailures } from '../../src/model/user.ts'
import type {
  ClientRecord,
  ClientScopeRecord,
  GroupRecord,
  RealmAggregate,
  RoleRecord,
  UserRecord,
} from '../../src/representations/realm-aggregate.ts'

/** Stands still until it is moved. */
export class TestClock implements Clock {
  #ms = 1_700_000_000_000

  now(): EpochSeconds {
    return Math.floor(this.#ms / 1_000)
  }

  nowMs(): number {
    return this.#ms
  }

  moveMs(ms: number): void {
    this.#ms += ms
  }
}

/** Asks twice: the second answer of a cache comes from memory, and the next may be out of date. */
export async function cached<Value>(ask: () => Promise<Value>): Promise<Value> {
  await ask()
  return await ask()
}

/** A realm `name` with id `name-id`; parts are added to nothing. */
export function realm(name: string, parts: Partial<RealmAggregate> = {}): RealmAggregate {
  return {
    realm: { id: `${name}-id`, realm: name, enabled: true },
    defaultRoleId: undefined,
    clientScopes: [],
    clients: [],
    roles: [],
    groups: [],
    users: [],
    ...parts,
  }
}

/** A realm that has something in every table of configuration and people. */
export function fullRealm(name: string): RealmAggregate {
  return realm(name, {
    realm: { id: `${name}-id`, realm: name, enabled: true, accessTokenLifespan: 111, unheardOf: { of: ['here'] } },
    defaultRoleId: 'role-default',
    clientScopes: [scope('profile', { roleIds: ['role-staff'] })],
    clients: [client('app', { scopeRoleIds: ['role-app-user'] }), client('other')],
    roles: [
      role('default', { composites: ['role-app-user', 'role-staff'] }),
      role('staff'),
      role('app-user', { clientUuid: 'client-app' }),
    ],
    groups: [
      group('company', { roleIds: ['role-staff'] }),
      group('sales', { parentId: 'group-company', roleIds: ['role-app-user'] }),
    ],
    users: [
      user('alice', {
        email: 'Alice@Example.org',
        roleIds: ['role-default'],
        groupIds: ['group-sales'],
        credentials: [password('first')],
        representation: {
          attributes: { colour: ['green', 'blue'] },
          federatedIdentities: [{ identityProvider: 'github', userId: '7', userName: 'al' }],
        },
      }),
      user('service-account-app', { serviceAccountClientUuid: 'client-app' }),
    ],
  })
}

export function scope(name: string, parts: Partial<ClientScopeRecord> = {}): ClientScopeRecord {
  return { id: `scope-${name}`, name, representation: { protocol: 'openid-connect' }, roleIds: [], ...parts }
}

export function client(clientId: string, parts: Partial<ClientRecord> = {}): ClientRecord {
  return {
    id: `client-${clientId}`,
    clientId,
    representation: { enabled: true, redirectUris: [`https://${clientId}.example/*`] },
    scopeRoleIds: [],
    ...parts,
  }
}

export function role(name: string, parts: Partial<RoleRecord> = {}): RoleRecord {
  return {
    id: `role-${name}`,
    name,
    clientUuid: undefined,
    composites: [],
    representation: { description: `may ${name}` },
    ...parts,
  }
}

export function group(name: string, parts: Partial<GroupRecord> = {}): GroupRecord {
  return {
    id: `group-${name}`,
    name,
    parentId: undefined,
    roleIds: [],
    representation: { attributes: { floor: ['1'] } },
    ...parts,
  }
}

export function user(username: string, parts: Partial<UserRecord> = {}): UserRecord {
  return {
    id: `user-${username}`,
    username,
    email: undefined,
    enabled: true,
    createdTimestampMs: 1_600_000_000_000,
    serviceAccountClientUuid: undefined,
    roleIds: [],
    groupIds: [],
    credentials: [],
    representation: { attributes: { colour: ['green', 'blue'] } },
    ...parts,
  }
}

export function password(value: string, parts: Partial<Credential> = {}): Credential {
  return {
    id: `password-${value}`,
    type: 'password',
    userLabel: undefined,
    createdDateMs: 1_600_000_000_000,
    priority: 10,
    secretData: JSON.stringify({ value, salt: 'c2FsdA==' }),
    credentialData: JSON.stringify({ algorithm: 'argon2', hashIterations: 5 }),
    ...parts,
  }
}

export function userSession(id: string, parts: Partial<UserSession> = {}): UserSession {
  return {
    id,
    userId: 'user-alice',
    username: 'alice',
    ipAddress: '192.0.2.1',
    authMethod: 'openid-connect',
    rememberMe: false,
    offline: false,
    started: 1_700_000_000,
    lastRefresh: 1_700_000_000,
    notes: { AUTH_TIME: '1700000000' },
    ...parts,
  }
}

export function clientSession(userSessionId: string, parts: Partial<ClientSession> = {}): ClientSession {
  return {
    userSessionId,
    clientUuid: 'client-app',
    offline: false,
    started: 1_700_000_000,
    lastRefresh: 1_700_000_000,
    redirectUri: 'https://app.example/callback',
    scope: 'openid profile',
    authTime: 1_700_000_000,
    notes: { 'oidc.nonce': 'n' },
    ...parts,
  }
}

export function code(id: string, parts: Partial<AuthorizationCode> = {}): AuthorizationCode {
  return {
    id,
    userSessionId: 'session',
    clientUuid: 'client-app',
    redirectUri: 'https://app.example/callback',
    redirectUriParameter: 'https://app.example/callback',
    scope: 'openid',
    nonce: 'n',
    codeChallenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    codeChallengeMethod: 'S256',
    expiresAt: 1_700_000_060,
    ...parts,
  }
}

export function loginSession(tabId: string, parts: Partial<LoginSession> = {}): LoginSession {
  return {
    rootId: 'browser',
    tabId,
    clientUuid: 'client-app',
    protocol: 'openid-connect',
    redirectUri: 'https://app.example/callback',
    request: { response_type: 'code', state: 's' },
    sessionCode: 'first-page',
    execution: 'execution-1',
    userId: undefined,
    done: ['execution-0'],
    authTime: undefined,
    userSessionId: undefined,
    notes: { attempted: 'alice' },
    createdAt: 1_700_000_000,
    expiresAt: 1_700_001_800,
    ...parts,
  }
}

export function loginFailures(parts: Partial<LoginFailures> = {}): LoginFailures {
  return {
    failures: 1,
    secondaryFailures: 0,
    temporaryLockouts: 0,
    lastFailureMs: 1_700_000_000_000,
    lastIp: '192.0.2.1',
    lockedUntil: 0,
    ...parts,
  }
}

export const EVENTS_START_MS = 1_700_000_000_000

/** Of the n-th millisecond. */
function eventIdOf(n: number): string {
  return eventIds({ nowMs: () => EVENTS_START_MS + n }, { bytes: () => Buffer.alloc(10, 0xff) })()
}

export function loginEvent(n: number, parts: Partial<LoginEvent> = {}): LoginEvent {
  return {
    id: eventIdOf(n),
    timeMs: EVENTS_START_MS + n,
    type: 'LOGIN',
    clientId: 'app',
    userId: 'user-alice',
    sessionId: 'session',
    ipAddress: '192.0.2.1',
    error: undefined,
    details: { username: 'alice' },
    ...parts,
  }
}

export function adminEvent(n: number, parts: Partial<AdminEvent> = {}): AdminEvent {
  return {
    id: eventIdOf(n),
    timeMs: EVENTS_START_MS + n,
    operation: 'CREATE',
    resource: 'USER',
    path: 'users/user-alice',
    by: { realmId: 'master-id', clientUuid: 'admin-cli', userId: 'admin', ipAddress: '192.0.2.1' },
    representation: undefined,
    ...parts,
  }
}
