/** What every session store does. Each adapter runs all of it. */
import assert from 'node:assert/strict'
import { after, beforeEach, describe, it } from 'node:test'
import type { SessionStore } from '../../src/stores/session-store.ts'

export interface Adapter {
  /** A store on data of its own that is empty. */
  open(clock: () => number): Promise<SessionStore>
  /** Another on the same data, as another process would have it; absent where there is no such thing. */
  again?(clock: () => number): Promise<SessionStore>
  close?(): Promise<void>
  /** It holds the one session of its browser, of bounded size, and nothing finds it from outside. */
  readonly carried?: boolean
}

export function storeContract(name: string, adapter: Adapter): void {
  describe(`session store: ${name}`, () => {
    let now = 0
    let store: SessionStore
    const clock = () => now
    const entry = (value: string, expiresAt = now + 100) => ({ value, expiresAt })
    beforeEach(async () => {
      now = 1_790_000_000
      await store?.close()
      store = await adapter.open(clock)
    })
    after(async () => {
      await store?.close()
      await adapter.close?.()
    })

    it('gives back what was set, and nothing else', async () => {
      await store.set('a', entry('one'), [])
      assert.deepEqual(await store.get('a'), entry('one'))
      for (const key of ['', 'A', 'b', '__proto__', "' OR 1=1 --", '*']) assert.equal(await store.get(key), undefined)
    })

    const each: typeof it | (() => void) = adapter.carried ? () => {} : it

    each('keeps large values, any text and odd keys', async () => {
      const text = `${'x'.repeat(100_000)} "\\ ü 😀 \u0001 '`
      for (const key of ["it's", '"quoted"', 'a:b:*', 'ü😀']) {
        await store.set(key, entry(text), [key])
        assert.equal((await store.get(key))?.value, text)
        assert.deepEqual(await store.find(key), [key])
        assert.equal(await store.replace(key, entry(`${text}!`)), true)
        assert.equal((await store.get(key))?.value, `${text}!`)
      }
    })

    it('does not know an entry from the second of its end on', async () => {
      await store.set('a', entry('one', now + 10), ['i'])
      now += 9
      assert.ok(await store.get('a'))
      now += 1
      assert.equal(await store.get('a'), undefined)
      assert.deepEqual(await store.find('i'), [])
      assert.equal(await store.replace('a', entry('two')), false)
      await store.touch('a', now + 100)
      assert.equal(await store.get('a'), undefined)
    })

    it('replaces an entry that is there, with its indexes kept, and makes none', async () => {
      await store.set('a', entry('one'), ['i'])
      assert.equal(await store.replace('a', entry('two', now + 50)), true)
      assert.deepEqual(await store.get('a'), entry('two', now + 50))
      if (!adapter.carried) assert.deepEqual(await store.find('i'), ['a'])
      await store.delete('a')
      assert.equal(await store.replace('a', entry('three')), false)
      assert.equal(await store.get('a'), undefined)
    })

    it('moves an end without touching the value, in both directions', async () => {
      await store.set('a', entry('one'), ['i'])
      await store.touch('a', now + 500)
      now += 400
      assert.deepEqual(await store.get('a'), { value: 'one', expiresAt: now + 100 })
      if (!adapter.carried) assert.deepEqual(await store.find('i'), ['a'])
      await store.touch('a', now + 1)
      now += 1
      assert.equal(await store.get('a'), undefined)
      await store.touch('none', now + 100)
      assert.equal(await store.get('none'), undefined)
    })

    each('finds entries by their indexes, until they are deleted or set anew', async () => {
      await store.set('a', entry('one'), ['sub', 'sid-a', 'sub'])
      await store.set('b', entry('two'), ['sub'])
      await store.set('c', entry('three'), [])
      assert.deepEqual([...(await store.find('sub'))].sort(), ['a', 'b'])
      await store.delete('a')
      assert.deepEqual(await store.find('sub'), ['b'])
      assert.deepEqual(await store.find('sid-a'), [])
      await store.set('b', entry('two'), ['other'])
      assert.deepEqual([await store.find('sub'), await store.find('other')], [[], ['b']])
      await store.delete('never-there')
    })

    each('survives many entries that have ended', async () => {
      for (let i = 0; i < 60; i++) await store.set(`old-${i}`, entry('x', now + 1), ['old'])
      now += 1
      for (let i = 0; i < 10; i++) await store.set(`new-${i}`, entry('y'), ['new'])
      assert.deepEqual(await store.find('old'), [])
      assert.equal((await store.find('new')).length, 10)
    })

    it('gives a lease to one of many, and again when it is released', async () => {
      const leases = await Promise.all(Array.from({ length: 20 }, () => store.lease('l', 10)))
      const held = leases.filter((lease) => lease !== undefined)
      assert.equal(held.length, 1)
      assert.ok(await store.lease('other', 10))
      await held[0]?.release()
      assert.ok(await store.lease('l', 10))
    })

    it('gives a lease again when its time is over, and its first holder can’t take that one away', async () => {
      const first = await store.lease('l', 10)
      now += 9
      assert.equal(await store.lease('l', 10), undefined)
      now += 1
      const second = await store.lease('l', 10)
      assert.ok(first && second)
      await first.release()
      assert.equal(await store.lease('l', 10), undefined)
      await second.release()
      await second.release()
      assert.ok(await store.lease('l', 10))
    })

    if (adapter.again) {
      it('is one with another process’s store on the same data', async () => {
        const other = await adapter.again?.(clock)
        assert.ok(other)
        await store.set('a', entry('one'), ['i'])
        assert.deepEqual(await other.get('a'), entry('one'))
        const leases = await Promise.all([store, other, store, other].map((one) => one.lease('l', 10)))
        assert.equal(leases.filter((lease) => lease !== undefined).length, 1)
        await other.replace('a', entry('two', now + 50))
        assert.deepEqual(await store.get('a'), entry('two', now + 50))
        await other.touch('a', now + 70)
        assert.deepEqual(await store.get('a'), entry('two', now + 70))
        await other.set('a', entry('three'), [])
        assert.deepEqual(await store.get('a'), entry('three'))
        await other.delete('a')
        assert.equal(await store.get('a'), undefined)
        assert.equal(await store.replace('a', entry('two')), false)
        await other.close()
      })
    }
  })
}
