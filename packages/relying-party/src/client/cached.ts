import type { EpochSeconds, Seconds } from './client.ts'

export interface CachedOptions {
  readonly clock: () => EpochSeconds
  /** How long a value is used without asking again. */
  readonly maxAge: Seconds
  /** How long a failure is repeated to callers instead of asking again. */
  readonly failureCoolDown: Seconds
}

/**
 * One value that is loaded when first needed, once for all who wait, and again when it is too old. A failure is
 * remembered for a moment, so that a busy process doesn't hammer a provider that is down.
 */
export class Cached<T> {
  readonly #options: CachedOptions
  #value: { readonly value: T; readonly loadedAt: EpochSeconds } | undefined
  #failure: { readonly error: unknown; readonly failedAt: EpochSeconds } | undefined
  #loading: Promise<T> | undefined

  constructor(options: CachedOptions) {
    this.#options = options
  }

  /** @throws whatever `load` threw, now or within the failure's cool-down. */
  get(load: () => Promise<T>): Promise<T> {
    if (this.#value && this.#isWithin(this.#value.loadedAt, this.#options.maxAge)) {
      return Promise.resolve(this.#value.value)
    }
    return this.#load(load)
  }

  /** Loads again if the value is older than `coolDown`, whatever its `maxAge`; otherwise gives what is there. */
  renew(load: () => Promise<T>, coolDown: Seconds): Promise<T> {
    if (this.#value && this.#isWithin(this.#value.loadedAt, coolDown)) return Promise.resolve(this.#value.value)
    return this.#load(load)
  }

  /** The last value that was loaded, however old. */
  get last(): T | undefined {
    return this.#value?.value
  }

  #load(load: () => Promise<T>): Promise<T> {
    if (this.#loading) return this.#loading
    if (this.#failure && this.#isWithin(this.#failure.failedAt, this.#options.failureCoolDown)) {
      return Promise.reject(this.#failure.error)
    }
    this.#loading = this.#run(load).finally(() => {
      this.#loading = undefined
    })
    return this.#loading
  }

  async #run(load: () => Promise<T>): Promise<T> {
    try {
      const value = await load()
      this.#value = { value, loadedAt: this.#options.clock() }
      this.#failure = undefined
      return value
    } catch (error) {
      this.#failure = { error, failedAt: this.#options.clock() }
      throw error
    }
  }

  /** A clock that went back makes an entry old, not immortal. */
  #isWithin(since: EpochSeconds, span: Seconds): boolean {
    const age = this.#options.clock() - since
    return age >= 0 && age < span
  }
}
