import type { Credential } from '../model/user.ts'
import { filledTextOf, numberOf } from './fields.ts'
import type { CredentialRepresentation } from './keycloak.ts'

/** A credential of a realm file: a password in plain text, or what Keycloak stores. */
export type ReadCredential =
  | { readonly kind: 'plain'; readonly password: string }
  | { readonly kind: 'stored'; readonly secretData: string; readonly credentialData: string }

/** @returns why the credential can't be used, `undefined` when it can. */
export function credentialProblem(credential: CredentialRepresentation): string | undefined {
  if (isStored(credential)) {
    return isJson(credential.secretData) && isJson(credential.credentialData)
      ? undefined
      : 'secretData and credentialData must be JSON texts'
  }
  if (filledTextOf(credential.hashedSaltedValue) !== undefined) return undefined
  if (credential.type !== 'password') return 'needs secretData and credentialData'
  return filledTextOf(credential.value) === undefined ? 'needs a value, or secretData and credentialData' : undefined
}

/** @param credential - without a {@link credentialProblem}. */
export function readCredential(credential: CredentialRepresentation): ReadCredential {
  if (isStored(credential)) {
    const { secretData, credentialData } = credential
    return { kind: 'stored', secretData: secretData ?? '', credentialData: credentialData ?? '' }
  }
  const hashed = filledTextOf(credential.hashedSaltedValue)
  if (hashed === undefined) return { kind: 'plain', password: credential.value ?? '' }
  return credential.type === 'password' ? oldPassword(credential, hashed) : oldOtp(credential, hashed)
}

function isStored({ secretData, credentialData }: CredentialRepresentation): boolean {
  return secretData !== undefined || credentialData !== undefined
}

/** Before Keycloak 8 the parts of a hash were fields of the credential. */
function oldPassword(credential: CredentialRepresentation, hashed: string): ReadCredential {
  const algorithm = filledTextOf(credential.algorithm) ?? 'pbkdf2'
  return stored(
    { value: hashed, salt: credential.salt, additionalParameters: {} },
    { hashIterations: numberOf(credential.hashIterations, 1), algorithm, additionalParameters: {} },
  )
}

function oldOtp(credential: CredentialRepresentation, secret: string): ReadCredential {
  return stored(
    { value: secret },
    {
      subType: credential.type === 'hotp' ? 'hotp' : 'totp',
      digits: numberOf(credential.digits, 6),
      counter: numberOf(credential.counter, 0),
      period: numberOf(credential.period, 30),
      algorithm: filledTextOf(credential.algorithm) ?? 'HmacSHA1',
    },
  )
}

function stored(secret: object, data: object): ReadCredential {
  return { kind: 'stored', secretData: JSON.stringify(secret), credentialData: JSON.stringify(data) }
}

/** Fields that the credential's own parts are made of: {@link readCredential} has read them. */
const READ: ReadonlySet<string> = new Set([
  ...['id', 'type', 'userLabel', 'createdDate', 'priority', 'secretData', 'credentialData', 'value', 'temporary'],
  ...['hashedSaltedValue', 'salt', 'hashIterations', 'algorithm', 'digits', 'counter', 'period'],
])

/** What a file says of a credential beyond what is understood here; `undefined` when nothing. */
export function moreOf(credential: CredentialRepresentation): Credential['more'] {
  const more = Object.entries(credential).filter(([field]) => !READ.has(field))
  return more.length === 0 ? undefined : Object.fromEntries(more)
}

/** The type it has today: one-time passwords of both kinds are `otp`. */
export function credentialType({ type }: CredentialRepresentation): string {
  return type === 'totp' || type === 'hotp' ? 'otp' : (type ?? 'password')
}

function isJson(text: string | undefined): boolean {
  if (text === undefined) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
