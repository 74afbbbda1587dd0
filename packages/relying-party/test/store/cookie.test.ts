import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createSealer } from '../../src/session/sealing.ts'
import { cookieStore } from '../../src/stores/cookie.ts'
import type { CookieCarrier, SessionStore } from '../../src/stores/session-store.ts'
import { storeContract } from './contract.ts'

const NOW = 1_790_000_000
const sealer = createSealer([new Uint8Array(32).fill(1)])

/** One browser, whose answers have all arrived. */
function browser(cookies = new Map<string, string>()): CookieCarrier & { readonly cookies: Map<string, string> } {
  return {
    sealer,
    cookies,
    read: (name) => cookies.get(name),
    write: (name, value) => void (value === undefined ? cookies.delete(name) : cookies.set(name, value)),
  }
}

const processOf = (clock: () => number): ReturnType<typeof cookieStore> => cookieStore({ clock })

storeContract('cookies, in one process', {
  carried: true,
  open: async (clock) => processOf(clock).openFor(browser()),
})

storeContract('cookies, each request to another process', {
  carried: true,
  async open(clock) {
    const jar = browser()
    const { lease, find, close } = processOf(clock).openFor(jar)
    const elsewhere = (): SessionStore => processOf(clock).openFor(jar)
    return {
      get: (key) => elsewhere().get(key),
      set: (...given) => elsewhere().set(...given),
      replace: (...given) => elsewhere().replace(...given),
      touch: (...given) => elsewhere().touch(...given),
      delete: (key) => elsewhere().delete(key),
      lease,
      find,
      close,
    }
  },
})

describe('a session in cookies', () => {
  const clock = () => NOW
  const entry = (length: number) => ({ value: 'v'.repeat(length), expiresAt: NOW + 100 })
  const write = async (length: number) => {
    const jar = browser()
    await processOf(clock).openFor(jar).set('a', entry(length), [])
    return jar
  }
  const read = (cookies: Map<string, string>, key = 'a') => processOf(clock).openFor(browser(cookies)).get(key)

  it('is cut into pieces that a browser takes, and put together again', async () => {
    for (const [length, pieces] of [
      [100, 1],
      [3_700, 1],
      [3_800, 2],
      [6_800, 2],
    ] as const) {
      const { cookies } = await write(length)
      assert.equal(cookies.size, pieces)
      for (const [name, value] of cookies) assert.ok(`__Host-session-${name}${value}`.length <= 4_096)
      assert.deepEqual(await read(cookies), entry(length))
    }
  })

  it('is not larger than allowed: nothing is written, and the error says what to do', async () => {
    const jar = browser()
    const store = processOf(clock).openFor(jar)
    await store.set('a', entry(10), [])
    await assert.rejects(store.set('a', entry(7_000), []), { kind: 'invalid_configuration', message: /another store/ })
    assert.deepEqual(await read(jar.cookies), entry(10))
    const large = cookieStore({ clock, maxBytes: 14_000 }).openFor(jar)
    await large.set('a', entry(13_000), [])
    assert.equal(jar.cookies.size, 4)
    for (const maxBytes of [0, 100_000, Number.NaN]) {
      assert.throws(() => cookieStore({ maxBytes }), { kind: 'invalid_configuration' })
    }
  })

  it('leaves no piece behind when it gets shorter or ends', async () => {
    const jar = await write(6_800)
    const store = processOf(clock).openFor(jar)
    await store.set('a', entry(10), [])
    assert.equal(jar.cookies.size, 1)
    await store.set('a', entry(6_800), [])
    await store.delete('a')
    assert.equal(jar.cookies.size, 0)
  })

  it('is unharmed by a piece of a longer session that a browser kept', async () => {
    const { cookies } = await write(10)
    cookies.set('data-1', 'left over')
    assert.deepEqual(await read(cookies), entry(10))
  })

  describe('is none', () => {
    const changed: Record<string, (cookies: Map<string, string>) => void> = {
      'with a changed value': (cookies) => cookies.set('data-1', `${cookies.get('data-1')?.slice(0, -1)}w`),
      'with a piece missing': (cookies) => cookies.delete('data-1'),
      'with the first piece missing': (cookies) => cookies.delete('data-0'),
      'with pieces in another order': (cookies) => {
        const [first = '', second = ''] = [cookies.get('data-0'), cookies.get('data-1')]
        cookies.set('data-0', `2:${second}`).set('data-1', first.slice(2))
      },
      'with another number of pieces': (cookies) => cookies.set('data-0', `1${cookies.get('data-0')?.slice(1)}`),
      'with a later end': (cookies) => {
        const [count, end = ''] = /^(\d):(\w+)\./.exec(cookies.get('data-0') ?? '')?.slice(1) ?? []
        const later = (Number.parseInt(end, 36) + 1_000).toString(36)
        cookies.set('data-0', (cookies.get('data-0') ?? '').replace(`${count}:${end}`, `${count}:${later}`))
      },
      'with odd text': (cookies) => cookies.set('data-0', '9:....'),
      'with no text': (cookies) => cookies.set('data-0', ''),
    }
    for (const [what, change] of Object.entries(changed)) {
      it(what, async () => {
        const { cookies } = await write(6_000)
        assert.ok(await read(cookies))
        change(cookies)
        assert.equal(await read(cookies), undefined)
      })
    }

    it('under another session’s key', async () => {
      const { cookies } = await write(10)
      assert.equal(await read(cookies, 'b'), undefined)
    })

    it('sealed with a key that is not ours', async () => {
      const { cookies } = await write(10)
      const other = { ...browser(cookies), sealer: createSealer([new Uint8Array(32).fill(2)]) }
      assert.equal(await processOf(clock).openFor(other).get('a'), undefined)
    })
  })

  it('is taken from memory for a request that left before the browser had the newest, and sent again', async () => {
    let now = NOW
    const store = processOf(() => now)
    const jar = browser()
    await store.openFor(jar).set('a', entry(10), [])
    const late = browser(new Map(jar.cookies))
    await store.openFor(jar).replace('a', entry(20))
    assert.deepEqual(await store.openFor(late).get('a'), entry(20))
    assert.deepEqual(late.cookies, jar.cookies)
    now += 60
    assert.deepEqual(await store.openFor(jar).get('a'), entry(20))
  })

  it('stays ended for whoever has a copy, as long as the process runs', async () => {
    const store = processOf(clock)
    const jar = browser()
    await store.openFor(jar).set('a', entry(10), [])
    const copy = browser(new Map(jar.cookies))
    await store.openFor(jar).delete('a')
    assert.equal(await store.openFor(copy).get('a'), undefined)
    assert.equal(await store.openFor(copy).replace('a', entry(20)), false)
  })
})
