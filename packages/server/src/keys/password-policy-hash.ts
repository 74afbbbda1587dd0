/** Keycloak's provider ids of password hashing. */
export type PasswordAlgorithm = 'argon2' | 'pbkdf2-sha512' | 'pbkdf2-sha256' | 'pbkdf2'

/** How a new password is to be hashed. */
export interface PasswordPolicyHash {
  readonly algorithm: PasswordAlgorithm
  readonly iterations: number
}

/** argon2 as RFC 9106 counts it: `memory` in KiB, `parallelism` in lanes, `hashLength` in bytes. */
export const ARGON2_DEFAULT = { memory: 7168, parallelism: 1, hashLength: 32, type: 'id', version: '1.3' } as const

/** Iterations unless the policy names them, as Keycloak 26 makes them. */
const DEFAULT_ITERATIONS: Readonly<Record<PasswordAlgorithm, number>> = {
  argon2: 5,
  'pbkdf2-sha512': 210_000,
  'pbkdf2-sha256': 600_000,
  pbkdf2: 1_300_000,
}

// What one check may cost, so that neither an imported hash nor a policy can take the machine down: a few seconds of
// one core at the very most.
const MAX_PBKDF2_ITERATIONS = 10_000_000
const MAX_ARGON2_MEMORY_KIB = 1024 * 1024
const MAX_ARGON2_KIB_PASSES = 4 * 1024 * 1024

/** @returns whether PBKDF2 with so many iterations may run here. */
export function pbkdf2Affordable(iterations: number): boolean {
  return Number.isSafeInteger(iterations) && iterations >= 1 && iterations <= MAX_PBKDF2_ITERATIONS
}

/** @returns whether argon2 with so many passes over so much memory (KiB) may run here. */
export function argon2Affordable(iterations: number, memory: number): boolean {
  return (
    Number.isSafeInteger(iterations) &&
    Number.isSafeInteger(memory) &&
    iterations >= 1 &&
    memory >= 8 &&
    memory <= MAX_ARGON2_MEMORY_KIB &&
    iterations * memory <= MAX_ARGON2_KIB_PASSES
  )
}

/**
 * Reads from a realm's password policy how passwords are hashed.
 *
 * @param policy - Keycloak's text: `hashAlgorithm(pbkdf2-sha512) and hashIterations(100000)`, among other rules.
 * @returns Keycloak's default for what the policy leaves open. An unknown algorithm counts as left open (Keycloak
 *   refuses such a policy when it is saved), and so do iterations that no machine could bear: `hashIterations(27500)`
 *   was written for PBKDF2, with argon2 it would take a minute per login.
 */
export function passwordPolicyHash(policy: string | undefined): PasswordPolicyHash {
  let algorithm: PasswordAlgorithm = 'argon2'
  let iterations = 0
  for (const rule of (policy ?? '').split(' and ')) {
    const [, name, value] = /^\s*(hashAlgorithm|hashIterations)\(([^()]*)\)\s*$/.exec(rule) ?? []
    if (name === 'hashAlgorithm' && isPasswordAlgorithm(value)) algorithm = value
    if (name === 'hashIterations') iterations = /^\d{1,9}$/.test(value ?? '') ? Number(value) : 0
  }
  const affordable =
    algorithm === 'argon2' ? argon2Affordable(iterations, ARGON2_DEFAULT.memory) : pbkdf2Affordable(iterations)
  return { algorithm, iterations: affordable ? iterations : DEFAULT_ITERATIONS[algorithm] }
}

/** @returns whether the text is one of the provider ids that are known here. */
export function isPasswordAlgorithm(text: unknown): text is PasswordAlgorithm {
  return typeof text === 'string' && Object.hasOwn(DEFAULT_ITERATIONS, text)
}
