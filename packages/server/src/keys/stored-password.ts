/**
 * Keycloak's two JSON texts of a `password` credential, read with suspicion (they come from realm files) and written
 * byte for byte as Keycloak writes them, so that an export can go back.
 */
import type { PasswordHash } from './password-hasher.ts'
import { ARGON2_DEFAULT, argon2Affordable, isPasswordAlgorithm, pbkdf2Affordable } from './password-policy-hash.ts'

/** `memory` in KiB. */
export interface Argon2Parameters {
  readonly algorithm: 'argon2'
  readonly iterations: number
  readonly type: 'id' | 'i' | 'd'
  readonly version: '1.3' | '1.0'
  readonly memory: number
  readonly parallelism: number
}

export interface Pbkdf2Parameters {
  readonly algorithm: 'pbkdf2-sha512' | 'pbkdf2-sha256' | 'pbkdf2'
  readonly iterations: number
}

export type HashParameters = Argon2Parameters | Pbkdf2Parameters

/** A hash with all that is needed to make it again. */
export interface StoredPassword {
  readonly parameters: HashParameters
  readonly salt: Buffer
  readonly value: Buffer
}

/** @returns `undefined` for anything damaged, unknown, too weak to be a hash or too expensive to check. */
export function parseStoredPassword(stored: PasswordHash): StoredPassword | undefined {
  const secret = parseObject(stored.secretData)
  const parameters = parseParameters(parseObject(stored.credentialData))
  // An empty or tiny value would match by accident, and PBKDF2 of length 0 always. 8 bytes of salt: RFC 8018 §4.1.
  const value = parseBase64(secret?.value, 16, 512)
  const salt = parseBase64(secret?.salt, 8, 1024)
  return parameters && value && salt ? { parameters, value, salt } : undefined
}

/** @returns the texts as Keycloak 26 writes them. */
export function formatStoredPassword({ parameters, salt, value }: StoredPassword): PasswordHash {
  return {
    secretData: JSON.stringify({
      value: value.toString('base64'),
      salt: salt.toString('base64'),
      additionalParameters: {},
    }),
    credentialData: JSON.stringify({
      hashIterations: parameters.iterations,
      algorithm: parameters.algorithm,
      additionalParameters: parameters.algorithm === 'argon2' ? argon2Extras(parameters, value.length) : {},
    }),
  }
}

function argon2Extras({ memory, type, version, parallelism }: Argon2Parameters, hashLength: number): object {
  return {
    hashLength: [String(hashLength)],
    memory: [String(memory)],
    type: [type],
    version: [version],
    parallelism: [String(parallelism)],
  }
}

function parseParameters(data: Record<string, unknown> | undefined): HashParameters | undefined {
  if (!data || !isPasswordAlgorithm(data.algorithm)) return undefined
  const iterations = typeof data.hashIterations === 'number' ? data.hashIterations : 0
  if (data.algorithm === 'argon2') return parseArgon2(iterations, data.additionalParameters)
  return pbkdf2Affordable(iterations) ? { algorithm: data.algorithm, iterations } : undefined
}

function parseArgon2(iterations: number, extras: unknown): Argon2Parameters | undefined {
  const get = (name: string, otherwise: string | number): string => firstOf(extras, name) ?? String(otherwise)
  const type = get('type', ARGON2_DEFAULT.type)
  const version = get('version', ARGON2_DEFAULT.version)
  const memory = Number(get('memory', ARGON2_DEFAULT.memory))
  const parallelism = Number(get('parallelism', ARGON2_DEFAULT.parallelism))
  if (type !== 'id' && type !== 'i' && type !== 'd') return undefined
  if (version !== '1.3' && version !== '1.0') return undefined
  // RFC 9106 §3.1: at least 8 KiB per lane. Threads are what an imported hash could exhaust, so few of them.
  if (!Number.isSafeInteger(parallelism) || parallelism < 1 || parallelism > 64) return undefined
  if (!argon2Affordable(iterations, memory) || memory < 8 * parallelism) return undefined
  return { algorithm: 'argon2', iterations, type, version, memory, parallelism }
}

/** Keycloak keeps each additional parameter as a list of texts. */
function firstOf(extras: unknown, name: string): string | undefined {
  if (!isObject(extras) || !Object.hasOwn(extras, name)) return undefined
  const list = extras[name]
  const value = Array.isArray(list) ? list[0] : list
  return typeof value === 'string' ? value : undefined
}

function parseBase64(text: unknown, min: number, max: number): Buffer | undefined {
  if (typeof text !== 'string' || text.length > max * 2 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined
  const bytes = Buffer.from(text, 'base64')
  return bytes.length >= min && bytes.length <= max ? bytes : undefined
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
