import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createBoundedQueue } from './bounded-queue.ts'

const full = () => new Error('full')

/** Tasks that end when told. */
function tasks() {
  const started: string[] = []
  const ends = new Map<string, () => void>()
  const task = (name: string) => () => {
    started.push(name)
    return new Promise<string>((resolve) => ends.set(name, () => resolve(name)))
  }
  return { started, task, end: (name: string) => ends.get(name)?.() }
}

describe('a bounded queue', () => {
  it('starts no more than its concurrency, and the waiting in their order', async () => {
    const enqueue = createBoundedQueue(2, 2, full)
    const { started, task, end } = tasks()
    const all = ['a', 'b', 'c', 'd'].map((name) => enqueue(task(name)))
    await Promise.resolve()
    assert.deepEqual(started, ['a', 'b'])
    end('b')
    await all[1]
    assert.deepEqual(started, ['a', 'b', 'c'])
    end('a')
    end('c')
    await Promise.all([all[0], all[2]])
    end('d')
    assert.equal(await all[3], 'd')
  })

  it('refuses what finds no room to wait, without starting it, and has room again later', async () => {
    const enqueue = createBoundedQueue(1, 1, full)
    const { started, task, end } = tasks()
    const a = enqueue(task('a'))
    const b = enqueue(task('b'))
    await assert.rejects(enqueue(task('c')), /full/)
    end('a')
    await a
    end('b')
    await b
    const d = enqueue(task('d'))
    end('d')
    assert.equal(await d, 'd')
    assert.deepEqual(started, ['a', 'b', 'd'])
  })

  it('goes on after a task that failed', async () => {
    const enqueue = createBoundedQueue(1, 1, full)
    const failed = enqueue(() => Promise.reject(new Error('task')))
    const next = enqueue(() => Promise.resolve('next'))
    await assert.rejects(failed, /task/)
    assert.equal(await next, 'next')
  })
})
