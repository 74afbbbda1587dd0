/** Reads what an Admin request brings, by shapes; refuses the rest in Keycloak's words, with the place of the mistake. */
import type { Problem, Shape, ShapeOf } from '../../representations/json-shape.ts'
import { Problems } from '../../representations/json-shape.ts'
import type { Request } from '../exchange.ts'
import { AdminError } from './admin-error.ts'

/** The query parameters a route knows; others are passed over. A list takes a parameter as often as it comes. */
export type QueryFields = Readonly<Record<string, Shape<unknown>>>
export type QueryOf<Fields extends QueryFields> = { readonly [Name in keyof Fields]?: ShapeOf<Fields[Name]> }

/** @throws {AdminError} 400 when a parameter is not of its type. */
export function readQuery<Fields extends QueryFields>(request: Request, fields: Fields): QueryOf<Fields> {
  const problems = new Problems()
  const entries = Object.entries(fields).map(([name, shape]): [string, unknown] => {
    const { type } = shape.schema(new Map())
    const isList = type === 'array'
    const values = request.query.getAll(name)
    if (values.length === 0 || (!isList && values[0] === '')) return [name, undefined]
    // as Keycloak reads it, so that Python's `True` counts; anything else is no
    if (type === 'boolean') return [name, values[0]?.toLowerCase() === 'true']
    return [name, shape.read(isList ? values : values[0], name, problems)]
  })
  const [problem] = problems.list
  if (problem !== undefined) {
    throw new AdminError(400, { error: 'invalid_request', error_description: `${problem.path}: ${problem.reason}` })
  }
  return Object.fromEntries(entries) as QueryOf<Fields> // each by its own shape
}

/** @throws {AdminError} 415 for what does not call itself JSON, 400 for what is none or has another shape. */
export function readBody<Body>(request: Request, shape: Shape<Body>): Body {
  const type = request.header('content-type')?.split(';')[0]?.trim()
  if (type !== undefined && type !== '' && !type.endsWith('json')) {
    throw new AdminError(415, { error: 'The content-type header value did not match the value in @Consumes' })
  }
  const problems = new Problems({ refusesUnknownFields: true })
  if (request.json === undefined || request.json === null) throw unreadable('the body is empty')
  const body = shape.read(request.json, '$', problems)
  const [problem] = problems.list
  if (problem !== undefined) throw wrongShape(problem)
  if (body === undefined) throw unreadable('the body is empty')
  return body
}

function wrongShape({ path, reason, unknownField }: Problem): AdminError {
  if (unknownField === undefined) return unreadable(`${path} ${reason}`)
  const { name, of } = unknownField
  return new AdminError(400, {
    error: `Invalid json representation for ${of}. Unrecognized field "${name}" at ${path}.`,
  })
}

function unreadable(because: string): AdminError {
  return new AdminError(400, { error: 'unknown_error', error_description: `Cannot parse the JSON: ${because}` })
}
