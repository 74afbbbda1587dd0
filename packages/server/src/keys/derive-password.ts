import { type Argon2Algorithm, argon2 as nodeArgon2, pbkdf2 } from 'node:crypto'
import { promisify } from 'node:util'
import type { Argon2Parameters, HashParameters } from './stored-password.ts'

/** @returns `length` bytes. @throws when this machine can't compute argon2 of version 1.0. */
export type Argon2 = (password: Buffer, salt: Buffer, parameters: Argon2Parameters, length: number) => Promise<Buffer>

const DIGESTS = { 'pbkdf2-sha512': 'sha512', 'pbkdf2-sha256': 'sha256', pbkdf2: 'sha1' } as const

const pbkdf2Async = promisify(pbkdf2)
const nodeArgon2Async = promisify(nodeArgon2)

let argon2: Promise<Argon2> | undefined

/** Computes a password hash in the libuv pool; the event loop stays free. */
export async function derivePassword(
  password: Buffer,
  salt: Buffer,
  parameters: HashParameters,
  length: number,
): Promise<Buffer> {
  if (parameters.algorithm !== 'argon2') {
    return pbkdf2Async(password, salt, parameters.iterations, length, DIGESTS[parameters.algorithm])
  }
  argon2 ??= nativeArgon2().catch(() => builtInArgon2)
  return (await argon2)(password, salt, parameters, length)
}

/** The native module, three times as fast as OpenSSL's. Loaded at the first password, not at start. */
export async function nativeArgon2(): Promise<Argon2> {
  const { hashRaw } = await import('@node-rs/argon2')
  // The module's enums are `const enum`s, which don't exist at run time: argon2d 0, argon2i 1, argon2id 2; 1.0 0, 1.3 1.
  const types = { d: 0, i: 1, id: 2 } as const
  return (password, salt, { iterations, memory, parallelism, type, version }, outputLen) =>
    hashRaw(password, {
      salt,
      outputLen,
      timeCost: iterations,
      memoryCost: memory,
      parallelism,
      algorithm: types[type],
      version: version === '1.3' ? 1 : 0,
    })
}

/** Node's own, for platforms without the native module. It knows version 1.3 only. */
export const builtInArgon2: Argon2 = (
  password,
  nonce,
  { iterations, memory, parallelism, type, version },
  tagLength,
) => {
  if (version !== '1.3') return Promise.reject(new Error('argon2 1.0 needs the package @node-rs/argon2'))
  const algorithm: Argon2Algorithm = `argon2${type}`
  return nodeArgon2Async(algorithm, { message: password, nonce, parallelism, tagLength, memory, passes: iterations })
}
