/** For tests that import realms: a context that makes ids by counting, and a way to compare documents. */
import type { ImportContext } from '../../src/representations/import-context.ts'
import type { ComponentRepresentation } from '../../src/representations/keycloak.ts'

/** Time stands still; ids and secrets are counted, so that two runs are equal. */
export function testImportContext(overrides: Partial<ImportContext> = {}): ImportContext {
  let made = 0
  const uuid = () => {
    made += 1
    return `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`
  }
  return {
    random: { uuid, uuidByTime: uuid, bytes: (length) => Buffer.alloc(length, 1) },
    clock: { now: () => 1_700_000_000, nowMs: () => 1_700_000_000_000 },
    hashPassword: async (password) => ({
      secretData: JSON.stringify({ value: `hash of ${password.length} characters`, salt: '' }),
      credentialData: JSON.stringify({ hashIterations: 5, algorithm: 'argon2', additionalParameters: {} }),
    }),
    newKeyProviders: async () => testKeyProviders(),
    ...overrides,
  }
}

/** Key providers as Keycloak's defaults, with words for keys. */
export function testKeyProviders(): ComponentRepresentation[] {
  return [
    keyProvider('rsa-generated', { privateKey: ['rsa key'], certificate: ['rsa certificate'], keyUse: ['SIG'] }),
    keyProvider('rsa-enc-generated', { privateKey: ['enc key'], keyUse: ['ENC'], algorithm: ['RSA-OAEP'] }),
    keyProvider('aes-generated', { secret: ['aes key'], kid: ['aes'] }),
    keyProvider(
      'hmac-generated',
      { secret: ['hmac key'], kid: ['hmac'], algorithm: ['HS512'] },
      'hmac-generated-hs512',
    ),
  ]
}

function keyProvider(providerId: string, config: Record<string, string[]>, name = providerId): ComponentRepresentation {
  return { name, providerId, subComponents: {}, config: { priority: ['100'], ...config } }
}

/**
 * A document with its lists in a fixed order, since most of Keycloak's have none that means anything.
 *
 * @param without - fields to leave out at every level: ids and times differ from run to run.
 */
export function canonical(value: unknown, without: ReadonlySet<string> = new Set()): unknown {
  if (Array.isArray(value)) {
    return value
      .map((item) => canonical(item, without))
      .map((item) => ({ item, key: JSON.stringify(item) }))
      .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
      .map(({ item }) => item)
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([field]) => !without.has(field))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([field, member]) => [field, canonical(member, without)]),
  )
}
