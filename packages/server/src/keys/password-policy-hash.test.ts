import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { passwordPolicyHash } from './password-policy-hash.ts'

describe('how a password policy chooses the hash', () => {
  const argon2 = { algorithm: 'argon2', iterations: 5 }
  const cases: [policy: string | undefined, expected: { algorithm: string; iterations: number }][] = [
    [undefined, argon2],
    ['', argon2],
    ['length(8) and notUsername(undefined)', argon2],
    ['hashIterations(3)', { algorithm: 'argon2', iterations: 3 }],
    ['hashAlgorithm(pbkdf2-sha512)', { algorithm: 'pbkdf2-sha512', iterations: 210_000 }],
    ['hashAlgorithm(pbkdf2-sha256)', { algorithm: 'pbkdf2-sha256', iterations: 600_000 }],
    ['hashAlgorithm(pbkdf2)', { algorithm: 'pbkdf2', iterations: 1_300_000 }],
    ['length(8) and hashIterations(9) and hashAlgorithm(pbkdf2)', { algorithm: 'pbkdf2', iterations: 9 }],
    ['hashIterations(3) and hashIterations(4)', { algorithm: 'argon2', iterations: 4 }],
    ['hashIterations(-1)', argon2],
    ['hashIterations(0)', argon2],
    ['hashIterations(x)', argon2],
    ['hashIterations(99999999999)', argon2],
    ['hashIterations', argon2],
    ['hashAlgorithm(rot13)', argon2],
    ['hashAlgorithm(constructor)', argon2],
    ['HashAlgorithm(pbkdf2)', argon2],
    ['hashIterations(27500)', argon2],
    ['hashAlgorithm(pbkdf2-sha256) and hashIterations(100000000)', { algorithm: 'pbkdf2-sha256', iterations: 600_000 }],
  ]
  for (const [policy, expected] of cases) {
    it(`reads ${policy ?? 'no policy'} as ${expected.algorithm} with ${expected.iterations} iterations`, () => {
      assert.deepEqual(passwordPolicyHash(policy), expected)
    })
  }
})
