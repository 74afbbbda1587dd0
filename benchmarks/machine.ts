/**
 * What this machine's processor needs for the work that no server can avoid: an RSA-2048 signature, an argon2id hash
 * with Keycloak's parameters, and the start of Node itself. Measured in the same run, so that the ratios to them say
 * something about the server and not about the machine.
 */
import { spawnSync } from 'node:child_process'
import crypto from 'node:crypto'
import { createRequire } from 'node:module'
import { median } from './statistics.ts'

export interface MachineLimits {
  /** CPU milliseconds of one RS256 signature. */
  readonly rsaSignMs: number
  /** CPU milliseconds of one argon2id hash: 7 MiB, 5 passes, 1 lane, 32 bytes. */
  readonly argon2idMs: number
  /** Milliseconds from the start of `node -e 0` to its end. */
  readonly nodeStartMs: number
}

/** Takes about two seconds. */
export function measureMachine(): MachineLimits {
  return { rsaSignMs: measureRsaSign(), argon2idMs: measureArgon2id(), nodeStartMs: measureNodeStart() }
}

function measureRsaSign(): number {
  const { privateKey } = crypto.generateKeyPairSync('rsa', { modulusLength: 2048 })
  // a small JWT's length
  const message = crypto.randomBytes(900)
  return cpuMsPerCall(() => crypto.sign('sha256', message, privateKey), 500)
}

function measureArgon2id(): number {
  // the library that the server hashes with, found from the server's own package
  const requireFromServer = createRequire(new URL('../packages/server/package.json', import.meta.url))
  const { hashSync }: typeof import('@node-rs/argon2') = requireFromServer('@node-rs/argon2')
  const salt = crypto.randomBytes(16)
  // argon2id is this library's default algorithm
  const parameters = { memoryCost: 7168, timeCost: 5, parallelism: 1, outputLen: 32, salt }
  return cpuMsPerCall(() => hashSync('a password', parameters), 500)
}

function measureNodeStart(): number {
  return median(
    Array.from({ length: 7 }, () => {
      const startedAtMs = performance.now()
      spawnSync(process.execPath, ['-e', '0'])
      return performance.now() - startedAtMs
    }),
  )
}

/** @returns CPU milliseconds per call, over about `durationMs` after a short warm-up. */
function cpuMsPerCall(call: () => unknown, durationMs: number): number {
  for (let i = 0; i < 20; i++) call()
  const before = process.cpuUsage()
  const deadlineMs = performance.now() + durationMs
  let calls = 0
  for (; performance.now() < deadlineMs; calls++) call()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000 / calls
}
