/**
 * Checks JSON from outside against a shape, and says of everything that is wrong where it is. A shape knows some fields
 * of an object; the others pass untouched. As Keycloak's own reader does, `"60"` is taken for a number, `"true"` for a
 * flag and `null` for nothing said, because placeholders in a file can only stand in texts.
 */
import { isObject } from './fields.ts'

/** One thing that is wrong with a document. */
export interface Problem {
  /** JSON path of the value: `$.clients[3].redirectUris[0]`. */
  readonly path: string
  /** In words; never quotes the value, which may be a secret. */
  readonly reason: string
}

/** Collects problems; keeps the first few, so that a hostile document can't fill memory or a log. */
export class Problems {
  readonly list: Problem[] = []
  /** How many there were, the dropped ones included. */
  count = 0
  readonly #limit: number

  constructor(limit = 50) {
    this.#limit = limit
  }

  add(path: string, reason: string): void {
    this.count += 1
    if (this.list.length < this.#limit) this.list.push({ path, reason })
  }
}

/** @returns the value in its proper type, `undefined` when there is none or it is wrong (then a problem was added). */
export type Shape = (value: unknown, path: string, problems: Problems) => unknown

export const text: Shape = (value, path, problems) => {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  problems.add(path, `expected a text, found ${kindOf(value)}`)
  return undefined
}

export const flag: Shape = (value, path, problems) => {
  if (typeof value === 'boolean') return value
  if (value === 'true') return true
  if (value === 'false') return false
  problems.add(path, `expected true or false, found ${kindOf(value)}`)
  return undefined
}

export const integer: Shape = (value, path, problems) => {
  const number = typeof value === 'string' && /^-?\d{1,16}$/.test(value) ? Number(value) : value
  if (Number.isSafeInteger(number)) return number
  problems.add(path, `expected a whole number, found ${kindOf(value)}`)
  return undefined
}

export function oneOf(...words: readonly string[]): Shape {
  return (value, path, problems) => {
    if (typeof value === 'string' && words.includes(value)) return value
    problems.add(path, `expected one of ${words.join(', ')}`)
    return undefined
  }
}

/** A text that is not empty and not longer than the database takes. */
export function name(longest = 255): Shape {
  return (value, path, problems) => {
    const read = text(value, path, problems)
    if (typeof read !== 'string') return undefined
    if (read === '') problems.add(path, 'must not be empty')
    if (read.length > longest) problems.add(path, `is longer than ${longest} characters`)
    return read
  }
}

export function listOf(item: Shape): Shape {
  return (value, path, problems) => {
    if (!Array.isArray(value)) {
      problems.add(path, `expected a list, found ${kindOf(value)}`)
      return undefined
    }
    return value.map((each, index) => item(each, `${path}[${index}]`, problems)).filter((each) => each !== undefined)
  }
}

/** A list of texts; one text alone counts as a list of it, which Keycloak takes in attributes. */
export const textOrTexts: Shape = (value, path, problems) =>
  typeof value === 'string' ? [value] : listOf(text)(value, path, problems)

export function mapOf(item: Shape): Shape {
  return (value, path, problems) => {
    if (!isObject(value)) {
      problems.add(path, `expected an object, found ${kindOf(value)}`)
      return undefined
    }
    return mapEntries(value, (each, key) => (each === null ? undefined : item(each, memberPath(path, key), problems)))
  }
}

/**
 * @param fields - the known ones.
 * @param required - those that must be there.
 */
export function object(fields: Readonly<Record<string, Shape>>, required: readonly string[] = []): Shape {
  const shapes = new Map(Object.entries(fields))
  return (value, path, problems) => {
    if (!isObject(value)) {
      problems.add(path, `expected an object, found ${kindOf(value)}`)
      return undefined
    }
    for (const field of required) {
      if (value[field] === undefined || value[field] === null) problems.add(memberPath(path, field), 'is missing')
    }
    return mapEntries(value, (each, key) => {
      const shape = shapes.get(key)
      if (shape === undefined) return each
      return each === null ? undefined : shape(each, memberPath(path, key), problems)
    })
  }
}

/** A shape that contains itself, to a bounded depth: recursion must not exhaust the stack. */
export function nested(make: (self: Shape) => Shape, deepest = 50): Shape {
  let depth = 0
  const self: Shape = (value, path, problems) => {
    if (depth >= deepest) {
      problems.add(path, `is nested deeper than ${deepest} levels`)
      return undefined
    }
    depth += 1
    const read = shape(value, path, problems)
    depth -= 1
    return read
  }
  const shape = make(self)
  return self
}

/** `$.a` and `b c` make `$.a["b c"]`. */
export function memberPath(path: string, key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key.slice(0, 100))}]`
}

function mapEntries(value: Record<string, unknown>, map: (each: unknown, key: string) => unknown): object {
  // fromEntries defines own fields, so a member called __proto__ stays an ordinary one.
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, each]) => [key, map(each, key)])
      .filter(([, each]) => each !== undefined),
  )
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  switch (typeof value) {
    case 'string':
      return 'a text'
    case 'number':
      return 'a number'
    case 'boolean':
      return 'true or false'
    default:
      return 'an object'
  }
}
