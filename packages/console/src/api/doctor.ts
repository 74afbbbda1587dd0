import { queryOptions } from '@tanstack/react-query'
import { readOwnRoute } from './own-route.ts'

/** What the server finds out about itself, the realm and its clients; see docs/reference/doctor.md. */
export interface Examination {
  readonly issuer: string
  /** How far the server's clock is ahead of this one, in seconds. */
  readonly aheadSeconds: number
  readonly findings: readonly Finding[]
  /** Absent for who may not see clients. */
  readonly clients?: { readonly judged: number; readonly all: boolean }
  /** For administrators of master. */
  readonly server?: ServerFacts
}

export interface Finding {
  readonly id: string
  readonly about: 'server' | 'realm' | 'clients'
  readonly verdict: 'good' | 'warn' | 'bad'
  readonly repair?: string
  readonly names?: readonly string[]
  readonly count?: number
}

export interface ServerFacts {
  readonly development: boolean
  readonly database: {
    readonly kind: string
    readonly schemaVersion: number
    readonly bytes?: number
    readonly walBytes?: number
  }
  readonly reached: {
    readonly schemeFrom: AddressSource
    readonly hostFrom: AddressSource
    readonly host?: string
    readonly forwarding: readonly {
      readonly name: string
      readonly value?: string
      readonly outcome: 'used' | 'overruled' | 'not-read' | 'not-trusted'
    }[]
  }
}

export type AddressSource = 'hostname' | 'proxy' | 'request'

export const examination = (realm: string) =>
  queryOptions({
    queryKey: ['doctor', realm, 'server'],
    queryFn: async (): Promise<Examination> => {
      const asked = Date.now()
      // the route of this very server, which its tests hold to the page
      const told = (await readOwnRoute(`/${encodeURIComponent(realm)}/doctor`)) as Examination & { time: number }
      const middle = (asked + Date.now()) / 2
      return { ...told, aheadSeconds: Math.round((told.time - middle) / 1000) }
    },
    staleTime: 0,
  })
