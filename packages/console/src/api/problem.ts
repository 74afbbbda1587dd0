import { NetworkError } from '@keycloak/keycloak-admin-client'
import { SessionEnded } from '../session/session.ts'

/** What went wrong with a call, as a person can be told. */
export interface Problem {
  /** `forbidden`, `missing`, `unreachable` and `ended` have words of their own; `refused` has the server's. */
  readonly kind: 'refused' | 'forbidden' | 'missing' | 'unreachable' | 'ended'
  /** The server's words; empty when it said nothing. */
  readonly message: string
  /** The field the server names, in the representation's spelling. */
  readonly field?: string
}

/** The Admin client gives nothing for some of what is not there; a query throws this then. */
export class NotThere extends Error {
  constructor() {
    super('not there')
    this.name = 'NotThere'
  }
}

export function problemOf(error: unknown): Problem {
  if (error instanceof SessionEnded) return { kind: 'ended', message: '' }
  if (error instanceof NotThere) return { kind: 'missing', message: '' }
  if (!(error instanceof NetworkError)) return { kind: 'unreachable', message: messageOf(error) }
  const { status } = error.response
  const body = error.responseData
  const message = text(body, 'errorMessage') ?? text(body, 'error_description') ?? text(body, 'error') ?? ''
  if (status === 401) return { kind: 'ended', message }
  if (status === 403) return { kind: 'forbidden', message }
  if (status === 404) return { kind: 'missing', message }
  if (status >= 500) return { kind: 'unreachable', message: message || String(status) }
  const field = text(body, 'field')
  return { kind: 'refused', message, ...(field !== undefined && { field }) }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : ''
}

function text(body: unknown, name: string): string | undefined {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined
  return typeof value === 'string' && value !== '' ? value : undefined
}
