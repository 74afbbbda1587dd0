/** Runs a task when its turn comes. */
export type BoundedQueue = <T>(task: () => Promise<T>) => Promise<T>

/**
 * Lets `concurrency` tasks run at once and `maxWaiting` wait, first come, first served.
 *
 * @param overloaded - makes the error thrown when there is no room to wait; the task is then never started.
 */
export function createBoundedQueue(concurrency: number, maxWaiting: number, overloaded: () => Error): BoundedQueue {
  const waiting: (() => void)[] = []
  let running = 0
  return async (task) => {
    if (running < concurrency) running++
    else {
      if (waiting.length >= maxWaiting) throw overloaded()
      // The place is handed over, not freed: a newcomer can't slip in between.
      await new Promise<void>((resolve) => waiting.push(resolve))
    }
    try {
      return await task()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}
