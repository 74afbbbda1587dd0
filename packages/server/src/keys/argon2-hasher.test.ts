import assert from 'node:assert/strict'
import { pbkdf2Sync, randomBytes } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { createPasswordHasher, MAX_PASSWORD_BYTES } from './argon2-hasher.ts'
import { builtInArgon2, nativeArgon2 } from './derive-password.ts'
import { HasherOverloaded, PasswordTooLong } from './password-hasher.ts'

const random = { bytes: randomBytes }
const hasher = createPasswordHasher({ random, maxWaiting: 100 })
const cheap = createPasswordHasher({ random, maxWaiting: 100, cheap: true })

const ARGON2_DATA =
  '{"hashIterations":5,"algorithm":"argon2","additionalParameters":{"hashLength":["32"],"memory":["7168"],"type":["id"],"version":["1.3"],"parallelism":["1"]}}'

function stored(value: string, salt: string, credentialData = ARGON2_DATA) {
  return { secretData: JSON.stringify({ value, salt, additionalParameters: {} }), credentialData }
}

function pbkdf2Data(algorithm: string, hashIterations: number): string {
  return JSON.stringify({ hashIterations, algorithm, additionalParameters: {} })
}

// Made by Keycloak 26.7.3.
const ALICE = stored('kIYxoej3JJ94Ns016ltI2TYE81NNVVgyIbvEND7aorc=', 'cWzLA0m31zL1QOgSPTgm0A==')
const BOB = stored('00/ZRQ86YXurbeANo2HegWO0v/RC1mf/BjujKV31NsE=', '3d6/a2kjhe/j0Y33tJ/4tw==')

// Computed with Python's hashlib.pbkdf2_hmac, salt 00…0f; Keycloak 26.7.3 logged users with these hashes in.
const SALT = 'AAECAwQFBgcICQoLDA0ODw=='
const PBKDF2 = {
  'pbkdf2-sha512': {
    iterations: 210_000,
    value: 'PyLrc85zS37Jk1FZSg9D0sfBywHGOknrs0pECuemZlDcbCx8nfxB2QmjrQGmDNpf0dyp9GLX7PEITSDM2a+s9w==',
  },
  'pbkdf2-sha256': { iterations: 600_000, value: '+NJnG+xjvz9T6z/vX7ceT7eaGD5tMrzlVLR1OrpLI4M=' },
  pbkdf2: {
    iterations: 1_300_000,
    value: 'pR6UQK5YwYs0T1ca5vChOpWyx2fFWaD/KAONSgEEOl6Ze9+SyPaGmmRJsXdWHU8XqbG3lZTh3yrcqsV+WLDsAQ==',
  },
} as const

describe('hashes that others made', () => {
  it('verifies what Keycloak made with argon2id', async () => {
    assert.deepEqual(await hasher.verify('alice-pass', ALICE, undefined), { valid: true, stale: false })
    assert.deepEqual(await hasher.verify('bob-pass', BOB, undefined), { valid: true, stale: false })
  })

  it('refuses a wrong, an empty and a differently cased password', async () => {
    for (const wrong of ['bob-pass', '', 'Alice-pass', 'alice-pass ', 'alice-pass\0']) {
      assert.deepEqual(await hasher.verify(wrong, ALICE, undefined), { valid: false, stale: false })
    }
  })

  for (const [algorithm, { iterations, value }] of Object.entries(PBKDF2)) {
    it(`verifies ${algorithm} and finds it stale under the default policy only`, async () => {
      const hash = stored(value, SALT, pbkdf2Data(algorithm, iterations))
      const policy = `hashAlgorithm(${algorithm})`
      assert.deepEqual(await hasher.verify('café-pass', hash, policy), { valid: true, stale: false })
      assert.deepEqual(await hasher.verify('café-pass', hash, undefined), { valid: true, stale: true })
    })
  }

  it('takes a composed and a decomposed letter for different passwords, as Keycloak does', async () => {
    const hash = stored(PBKDF2['pbkdf2-sha512'].value, SALT, pbkdf2Data('pbkdf2-sha512', 210_000))
    assert.equal((await hasher.verify('cafe\u0301-pass', hash, undefined)).valid, false)
  })

  it('never calls a wrong password stale', async () => {
    const hash = stored(PBKDF2['pbkdf2-sha512'].value, SALT, pbkdf2Data('pbkdf2-sha512', 210_000))
    assert.deepEqual(await hasher.verify('wrong', hash, undefined), { valid: false, stale: false })
  })

  it('computes the same with the native module and with the built-in argon2', async () => {
    const native = await nativeArgon2()
    const salt = Buffer.alloc(16, 7)
    for (const type of ['id', 'i', 'd'] as const) {
      const parameters = {
        algorithm: 'argon2',
        iterations: 2,
        type,
        version: '1.3',
        memory: 64,
        parallelism: 2,
      } as const
      const one = await native(Buffer.from('pass'), salt, parameters, 24)
      assert.deepEqual(one, await builtInArgon2(Buffer.from('pass'), salt, parameters, 24))
      assert.equal(one.length, 24)
    }
    const old = { algorithm: 'argon2', iterations: 2, type: 'id', version: '1.0', memory: 64, parallelism: 1 } as const
    assert.notDeepEqual(
      await native(Buffer.from('pass'), salt, old, 32),
      await native(Buffer.from('pass'), salt, { ...old, version: '1.3' }, 32),
    )
    await assert.rejects(builtInArgon2(Buffer.from('pass'), salt, old, 32))
  })
})

describe('new hashes', () => {
  it('writes the credential as Keycloak writes it', async () => {
    const hash = await hasher.hash('pass', undefined)
    assert.equal(hash.credentialData, ARGON2_DATA)
    assert.match(
      hash.secretData,
      /^\{"value":"[A-Za-z0-9+/]{43}=","salt":"[A-Za-z0-9+/]{22}==","additionalParameters":\{\}\}$/,
    )
    assert.deepEqual(await hasher.verify('pass', hash, undefined), { valid: true, stale: false })
  })

  it('follows the policy and is stale once the policy changes', async () => {
    const policy = 'length(8) and hashAlgorithm(pbkdf2-sha256) and hashIterations(1000)'
    const hash = await hasher.hash('pässword', policy)
    assert.equal(hash.credentialData, pbkdf2Data('pbkdf2-sha256', 1000))
    assert.deepEqual(await hasher.verify('pässword', hash, policy), { valid: true, stale: false })
    const iterations = 'hashAlgorithm(pbkdf2-sha256) and hashIterations(1001)'
    assert.deepEqual(await hasher.verify('pässword', hash, iterations), { valid: true, stale: true })
    const algorithm = 'hashAlgorithm(pbkdf2-sha512) and hashIterations(1000)'
    assert.deepEqual(await hasher.verify('pässword', hash, algorithm), { valid: true, stale: true })
  })

  it('calls other argon2 parameters stale', async () => {
    const hash = await cheap.hash('pass', undefined)
    assert.deepEqual(await hasher.verify('pass', hash, undefined), { valid: true, stale: true })
  })

  it('salts: the same password twice gives two hashes', async () => {
    const [one, two] = await Promise.all([cheap.hash('pass', undefined), cheap.hash('pass', undefined)])
    assert.notEqual(one.secretData, two.secretData)
  })
})

describe('attack case 60: oversized passwords', () => {
  it('refuses to hash more than the limit, counted in bytes', async () => {
    const longest = 'x'.repeat(MAX_PASSWORD_BYTES)
    const hash = await cheap.hash(longest, undefined)
    assert.equal((await cheap.verify(longest, hash, undefined)).valid, true)
    await assert.rejects(cheap.hash(`${longest}x`, undefined), PasswordTooLong)
    await assert.rejects(cheap.hash('é'.repeat(MAX_PASSWORD_BYTES / 2 + 1), undefined), PasswordTooLong)
  })

  it('says no to one at login', async () => {
    const hash = await cheap.hash('x'.repeat(MAX_PASSWORD_BYTES), undefined)
    const answer = await cheap.verify('x'.repeat(MAX_PASSWORD_BYTES + 1), hash, undefined)
    assert.deepEqual(answer, { valid: false, stale: false })
  })
})

describe('damaged and hostile stored hashes', () => {
  const data = (change: object, extras: object = {}) =>
    JSON.stringify({
      hashIterations: 5,
      algorithm: 'argon2',
      additionalParameters: { hashLength: ['32'], memory: ['64'], type: ['id'], version: ['1.3'], ...extras },
      ...change,
    })
  const good = Buffer.alloc(32).toString('base64')
  const cases: Record<string, { secretData: string; credentialData: string }> = {
    'no JSON': { secretData: '', credentialData: '' },
    'JSON null': { secretData: 'null', credentialData: 'null' },
    'a list': { secretData: '[]', credentialData: '[]' },
    'an empty value': stored('', SALT, pbkdf2Data('pbkdf2-sha512', 1)),
    'a right value of too few bytes': stored(
      pbkdf2Sync('pass', Buffer.from(SALT, 'base64'), 1, 8, 'sha512').toString('base64'),
      SALT,
      pbkdf2Data('pbkdf2-sha512', 1),
    ),
    'no salt': stored(good, '', data({})),
    'a value that is no base64': stored('!'.repeat(44), SALT, data({})),
    'an unknown algorithm': stored(good, SALT, data({ algorithm: 'md5' })),
    'an algorithm named as a property of objects': stored(good, SALT, data({ algorithm: 'toString' })),
    'no iterations': stored(good, SALT, data({ hashIterations: 0 })),
    'half an iteration': stored(good, SALT, data({ hashIterations: 1.5 })),
    'iterations as a text': stored(good, SALT, data({ hashIterations: '5' })),
    'a thousand million iterations': stored(good, SALT, pbkdf2Data('pbkdf2-sha512', 1e9)),
    'a terabyte of memory': stored(good, SALT, data({}, { memory: ['1073741824'] })),
    'hours of argon2': stored(good, SALT, data({ hashIterations: 100_000 }, { memory: ['1048576'] })),
    'ten thousand lanes': stored(good, SALT, data({}, { memory: ['1048576'], parallelism: ['10000'] })),
    'less memory than its lanes need': stored(good, SALT, data({}, { parallelism: ['9'] })),
    'memory that is no number': stored(good, SALT, data({}, { memory: ['lots'] })),
    'an unknown type': stored(good, SALT, data({}, { type: ['x'] })),
    'an unknown version': stored(good, SALT, data({}, { version: ['9'] })),
  }
  for (const [name, hash] of Object.entries(cases)) {
    it(`says no to ${name}`, async () => {
      assert.deepEqual(await cheap.verify('', hash, undefined), { valid: false, stale: false })
      assert.deepEqual(await cheap.verify('pass', hash, undefined), { valid: false, stale: false })
    })
  }

  it('never throws, whatever is stored', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string(),
        fc.json(),
        fc.string({ unit: 'binary' }),
        async (secretData, credentialData, password) => {
          const answer = await cheap.verify(password, { secretData, credentialData }, credentialData)
          assert.equal(answer.valid, false)
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe('attack case 61: a burst of logins', () => {
  it('sheds what exceeds the queue, and serves again afterwards', async () => {
    const small = createPasswordHasher({ random, concurrency: 1, maxWaiting: 2, cheap: true })
    const hash = await small.hash('pass', undefined)
    const burst = await Promise.allSettled(Array.from({ length: 10 }, () => small.verify('pass', hash, undefined)))
    const refused = burst.filter((one) => one.status === 'rejected')
    assert.equal(refused.length, 7)
    for (const one of refused) assert.ok(one.reason instanceof HasherOverloaded)
    assert.equal((await small.verify('pass', hash, undefined)).valid, true)
  })

  it('counts pretended checks and damaged hashes as checks', async () => {
    const small = createPasswordHasher({ random, concurrency: 1, maxWaiting: 0, cheap: true })
    const damaged = { secretData: '', credentialData: '' }
    const first = small.pretend('pass', undefined)
    await assert.rejects(small.pretend('pass', undefined), HasherOverloaded)
    await assert.rejects(small.verify('pass', damaged, undefined), HasherOverloaded)
    await first
  })
})

describe('attack case 38: enumeration by time', () => {
  it('works as long for nobody, a damaged hash and an oversized password as for a wrong password', async () => {
    const cpu = async (act: () => Promise<unknown>) => {
      const start = process.cpuUsage()
      for (let i = 0; i < 10; i++) await act()
      const { user, system } = process.cpuUsage(start)
      return user + system
    }
    await hasher.pretend('warm up', undefined)
    const wrong = await cpu(() => hasher.verify('wrong', ALICE, undefined))
    const others = {
      nobody: await cpu(() => hasher.pretend('wrong', undefined)),
      damaged: await cpu(() => hasher.verify('wrong', { secretData: '', credentialData: '' }, undefined)),
      oversized: await cpu(() => hasher.verify('x'.repeat(100_000), ALICE, undefined)),
    }
    // A skipped hash would cost a hundredth; the room is for other work on the machine.
    for (const [name, cost] of Object.entries(others)) {
      assert.ok(cost > wrong / 3 && cost < wrong * 3, `${name}: ${cost} µs, a wrong password ${wrong} µs`)
    }
  })
})
