import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Cached } from './cached.ts'

function newCache() {
  const time = { now: 1000 }
  const cached = new Cached<number>({ clock: () => time.now, maxAge: 100, failureCoolDown: 5 })
  let loads = 0
  const load = async () => {
    loads += 1
    return loads
  }
  const fail = async () => {
    loads += 1
    throw new Error(`failure ${loads}`)
  }
  return { time, cached, load, fail }
}

describe('a value that is loaded when needed', () => {
  it('is loaded once for all who wait, and again in the second of its maxAge', async () => {
    const { time, cached, load } = newCache()
    assert.deepEqual(await Promise.all([cached.get(load), cached.get(load)]), [1, 1])
    time.now += 99
    assert.equal(await cached.get(load), 1)
    time.now += 1
    assert.equal(await cached.get(load), 2)
  })

  it('fails for all who wait, and for who asks within the cool-down, without another try', async () => {
    const { time, cached, load, fail } = newCache()
    const all = await Promise.allSettled([cached.get(fail), cached.get(fail)])
    assert.deepEqual(
      all.map(({ status }) => status),
      ['rejected', 'rejected'],
    )
    await assert.rejects(cached.get(load), { message: 'failure 1' })
    time.now += 5
    assert.equal(await cached.get(load), 2)
  })

  it('is renewed early when it is older than the cool-down, and kept when that fails', async () => {
    const { time, cached, load, fail } = newCache()
    await cached.get(load)
    time.now += 29
    assert.equal(await cached.renew(load, 30), 1)
    time.now += 1
    await assert.rejects(cached.renew(fail, 30), { message: 'failure 2' })
    assert.equal(await cached.get(load), 1)
    time.now += 5
    assert.equal(await cached.renew(load, 30), 3)
  })

  it('is old when the clock went back, and its last failure too', async () => {
    const { time, cached, load, fail } = newCache()
    await cached.get(load)
    time.now -= 500
    assert.equal(await cached.get(load), 2)
    time.now += 100
    await assert.rejects(cached.get(fail))
    time.now -= 200
    assert.equal(await cached.get(load), 4)
    assert.equal(cached.last, 4)
  })
})
