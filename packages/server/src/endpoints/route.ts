import type { Endpoint } from './exchange.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH'

/** A URL below the server's base and what answers there; `:name` stands for one segment. */
export interface Route {
  readonly path: string
  readonly answers: Partial<Readonly<Record<Method, Endpoint>>>
  /** `access-control-allow-methods` of the preflight; without it OPTIONS only lists the methods. */
  readonly cors?: string
}
