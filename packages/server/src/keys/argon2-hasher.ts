import { timingSafeEqual } from 'node:crypto'
import { availableParallelism } from 'node:os'
import type { Random } from '../model/time.ts'
import { createBoundedQueue } from './bounded-queue.ts'
import { derivePassword } from './derive-password.ts'
import { HasherOverloaded, type PasswordHasher, PasswordTooLong } from './password-hasher.ts'
import { ARGON2_DEFAULT, type PasswordPolicyHash, passwordPolicyHash } from './password-policy-hash.ts'
import { formatStoredPassword, type HashParameters, parseStoredPassword } from './stored-password.ts'

/** Longer passwords are refused: hashing takes longer the longer they are. Far above any passphrase. */
export const MAX_PASSWORD_BYTES = 4096

export interface PasswordHasherOptions {
  readonly random: Pick<Random, 'bytes'>
  /** Checks at once; the machine's parallelism unless told. */
  readonly concurrency?: number
  /** Checks that may wait; 64 for each that may run unless told: half a second at argon2's default. */
  readonly maxWaiting?: number
  /** For tests: new hashes take microseconds, whatever the policy says. Such hashes protect nothing. */
  readonly cheap?: boolean
}

/** Bytes of a new hash; part of what Keycloak compares when it asks whether a hash is stale. */
const HASH_LENGTH = { argon2: ARGON2_DEFAULT.hashLength, 'pbkdf2-sha512': 64, 'pbkdf2-sha256': 32, pbkdf2: 64 } as const

const SALT_LENGTH = 16

/**
 * Hashes as Keycloak 26 does: argon2id unless the realm's policy chooses PBKDF2. Passwords are taken as the UTF-8 of
 * what was typed, without normalisation, as Keycloak takes them.
 */
export function createPasswordHasher(options: PasswordHasherOptions): PasswordHasher {
  const { random, concurrency = availableParallelism(), cheap = false } = options
  const maxWaiting = options.maxWaiting ?? concurrency * 64
  const enqueue = createBoundedQueue(concurrency, maxWaiting, () => new HasherOverloaded())

  const wanted = (policy: string | undefined) => parametersFor(passwordPolicyHash(policy), cheap)

  /** A check that can only fail still costs what a check costs, so that its time tells nothing. */
  async function waste(parameters: HashParameters): Promise<void> {
    await enqueue(() =>
      derivePassword(Buffer.from('nobody'), Buffer.alloc(SALT_LENGTH), parameters, HASH_LENGTH[parameters.algorithm]),
    )
  }

  return {
    async hash(password, policy) {
      const bytes = passwordBytes(password)
      if (!bytes) throw new PasswordTooLong()
      const parameters = wanted(policy)
      const salt = random.bytes(SALT_LENGTH)
      const value = await enqueue(() => derivePassword(bytes, salt, parameters, HASH_LENGTH[parameters.algorithm]))
      return formatStoredPassword({ parameters, salt, value })
    },

    async verify(password, stored, policy) {
      const known = parseStoredPassword(stored)
      const bytes = passwordBytes(password)
      const now = wanted(policy)
      if (!known || !bytes) {
        await waste(known?.parameters ?? now)
        return { valid: false, stale: false }
      }
      const { parameters, salt, value } = known
      let actual: Buffer
      try {
        actual = await enqueue(() => derivePassword(bytes, salt, parameters, value.length))
      } catch (error) {
        if (error instanceof HasherOverloaded) throw error
        // This build has no implementation of what the hash asks for: nobody can be let in by it.
        return { valid: false, stale: false }
      }
      const valid = timingSafeEqual(actual, value)
      return { valid, stale: valid && !isAsWanted(parameters, value.length, now) }
    },

    pretend: (_password, policy) => waste(wanted(policy)),
  }
}

/** @returns `undefined` when too long. Measured before encoding: UTF-8 is never shorter than the count of characters. */
function passwordBytes(password: string): Buffer | undefined {
  if (password.length > MAX_PASSWORD_BYTES) return undefined
  const bytes = Buffer.from(password, 'utf8')
  return bytes.length > MAX_PASSWORD_BYTES ? undefined : bytes
}

function parametersFor({ algorithm, iterations }: PasswordPolicyHash, cheap: boolean): HashParameters {
  if (algorithm !== 'argon2') return { algorithm, iterations: cheap ? Math.min(iterations, 1_000) : iterations }
  const { type, version, memory, parallelism } = ARGON2_DEFAULT
  return {
    algorithm,
    iterations: cheap ? 1 : iterations,
    type,
    version,
    memory: cheap ? 64 : memory,
    parallelism,
  }
}

function isAsWanted(stored: HashParameters, length: number, wanted: HashParameters): boolean {
  if (length !== HASH_LENGTH[wanted.algorithm] || stored.iterations !== wanted.iterations) return false
  if (stored.algorithm !== 'argon2' || wanted.algorithm !== 'argon2') return stored.algorithm === wanted.algorithm
  return (
    stored.memory === wanted.memory &&
    stored.parallelism === wanted.parallelism &&
    stored.type === wanted.type &&
    stored.version === wanted.version
  )
}
