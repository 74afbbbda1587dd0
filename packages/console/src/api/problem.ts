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
  /** Each field that was refused, where the server names several or says more of them than a sentence. */
  readonly fields?: readonly FieldProblem[]
}

export interface FieldProblem {
  readonly field: string
  /** Often a key of Keycloak's catalogue, such as `error-invalid-length`. */
  readonly message: string
  /** What the sentence is about: the field, then limits or values. */
  readonly params: readonly unknown[]
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
  const fields = fieldProblems(body)
  const message =
    text(body, 'errorMessage') ?? text(body, 'error_description') ?? text(body, 'error') ?? fields[0]?.message ?? ''
  if (status === 401) return { kind: 'ended', message }
  if (status === 403) return { kind: 'forbidden', message }
  if (status === 404) return { kind: 'missing', message }
  if (status >= 500) return { kind: 'unreachable', message: message || String(status) }
  const field = fields[0]?.field
  return { kind: 'refused', message, ...(field !== undefined && { field, fields }) }
}

/** One that is refused is the answer itself; several stand in a list. */
function fieldProblems(body: unknown): readonly FieldProblem[] {
  const list: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'errors') : undefined
  return (Array.isArray(list) ? list : [body]).flatMap((one: unknown) => {
    const field = text(one, 'field')
    if (field === undefined) return []
    const params: unknown = Reflect.get(Object(one), 'params')
    return [{ field, message: text(one, 'errorMessage') ?? '', params: Array.isArray(params) ? params : [] }]
  })
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : ''
}

function text(body: unknown, name: string): string | undefined {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined
  return typeof value === 'string' && value !== '' ? value : undefined
}
