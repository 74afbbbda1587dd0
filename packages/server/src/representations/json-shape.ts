/**
 * Checks JSON from outside against a shape, and says of everything that is wrong where it is. A shape also describes
 * itself as a JSON Schema, so that what is documented is what is checked. As Keycloak's own reader does, `"60"` is taken
 * for a number, `"true"` for a flag and `null` for nothing said, because placeholders in a file can only stand in texts.
 */
import { isObject } from './fields.ts'

/** One thing that is wrong with a document. */
export interface Problem {
  /** JSON path of the value: `$.clients[3].redirectUris[0]`. */
  readonly path: string
  /** In words; never quotes the value, which may be a secret. */
  readonly reason: string
  /** Set when a field is wrong by being there: its name, and Keycloak's name for the object it is in. */
  readonly unknownField?: { readonly name: string; readonly of: string }
}

/** Collects problems; keeps the first few, so that a hostile document can't fill memory or a log. */
export class Problems {
  readonly list: Problem[] = []
  /** How many there were, the dropped ones included. */
  count = 0
  /** Whether a field that no shape knows is a problem. A realm file may have some: they are kept. */
  readonly refusesUnknownFields: boolean
  readonly #limit: number

  constructor(options: { readonly limit?: number; readonly refusesUnknownFields?: boolean } = {}) {
    this.#limit = options.limit ?? 50
    this.refusesUnknownFields = options.refusesUnknownFields ?? false
  }

  add(path: string, reason: string, unknownField?: Problem['unknownField']): void {
    this.count += 1
    if (this.list.length < this.#limit) this.list.push({ path, reason, ...(unknownField && { unknownField }) })
  }
}

/** JSON Schema, draft 2020-12, as OpenAPI 3.1 takes it. */
export interface JsonSchema {
  readonly [keyword: string]: unknown
}

/** Schemas that have a name, by it. A schema that refers to one has put it here. */
export type NamedSchemas = Map<string, JsonSchema>

export interface Shape<Value> {
  /** @returns the value in its proper type, `undefined` when there is none or it is wrong (then a problem was added). */
  read(value: unknown, path: string, problems: Problems): Value | undefined
  schema(named: NamedSchemas): JsonSchema
}

/** The type of what a shape reads. */
export type ShapeOf<S> = S extends Shape<infer Value> ? Value : never

export const text: Shape<string> = {
  read(value, path, problems) {
    if (typeof value === 'string') return storable(value, path, problems)
    if (typeof value === 'number' || typeof value === 'boolean') return String(value)
    problems.add(path, `expected a text, found ${kindOf(value)}`)
    return undefined
  },
  schema: () => ({ type: 'string' }),
}

/** Half a character is no text in UTF-8, and databases end texts at NUL: what is read back would be another one. */
function storable(value: string, path: string, problems: Problems): string | undefined {
  if (value.isWellFormed() && !value.includes('\0')) return value
  problems.add(path, 'contains NUL or half a character')
  return undefined
}

export const flag: Shape<boolean> = {
  read(value, path, problems) {
    if (typeof value === 'boolean') return value
    if (value === 'true') return true
    if (value === 'false') return false
    problems.add(path, `expected true or false, found ${kindOf(value)}`)
    return undefined
  },
  schema: () => ({ type: 'boolean' }),
}

export const integer: Shape<number> = {
  read(value, path, problems) {
    const number = typeof value === 'string' && /^-?\d{1,16}$/.test(value) ? Number(value) : value
    if (typeof number === 'number' && Number.isSafeInteger(number)) return number
    problems.add(path, `expected a whole number, found ${kindOf(value)}`)
    return undefined
  },
  schema: () => ({ type: 'integer' }),
}

/** Whatever JSON there is. */
export const anything: Shape<unknown> = { read: (value) => value, schema: () => ({}) }

export function oneOf<const Word extends string>(...words: readonly Word[]): Shape<Word> {
  return {
    read(value, path, problems) {
      const word = words.find((each) => each === value)
      if (word === undefined) problems.add(path, `expected one of ${words.join(', ')}`)
      return word
    },
    schema: () => ({ type: 'string', enum: words }),
  }
}

/** A text that is not empty and not longer than the database takes. */
export function name(longest = 255): Shape<string> {
  return {
    read(value, path, problems) {
      const read = text.read(value, path, problems)
      if (read === undefined) return undefined
      if (read === '') problems.add(path, 'must not be empty')
      if (read.length > longest) problems.add(path, `is longer than ${longest} characters`)
      return read
    },
    schema: () => ({ type: 'string', minLength: 1, maxLength: longest }),
  }
}

export function listOf<Item>(item: Shape<Item>): Shape<Item[]> {
  return {
    read(value, path, problems) {
      if (!Array.isArray(value)) {
        problems.add(path, `expected a list, found ${kindOf(value)}`)
        return undefined
      }
      return value
        .map((each, index) => item.read(each, `${path}[${index}]`, problems))
        .filter((each) => each !== undefined)
    },
    schema: (named) => ({ type: 'array', items: item.schema(named) }),
  }
}

/** A list of texts; one text alone counts as a list of it, which Keycloak takes in attributes. */
export const textOrTexts: Shape<string[]> = {
  read: (value, path, problems) => listOf(text).read(typeof value === 'string' ? [value] : value, path, problems),
  schema: () => ({ anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] }),
}

export function mapOf<Item>(item: Shape<Item>): Shape<Record<string, Item>> {
  return {
    read(value, path, problems) {
      if (!isObject(value)) {
        problems.add(path, `expected an object, found ${kindOf(value)}`)
        return undefined
      }
      return mapEntries(value, (each, key) => {
        storable(key, path, problems)
        return each === null ? undefined : item.read(each, memberPath(path, key), problems)
      })
    },
    schema: (named) => ({ type: 'object', additionalProperties: item.schema(named) }),
  }
}

type Fields = Readonly<Record<string, Shape<unknown>>>
type ValuesOf<F extends Fields> = { -readonly [Name in keyof F]?: ShapeOf<F[Name]> }

/**
 * @param title - Keycloak's name of the representation: what a refusal of an unknown field and the schema call it.
 * @param fields - the known ones.
 * @param required - those that must be there.
 */
export function object<const F extends Fields>(
  title: string,
  fields: F,
  required: readonly (keyof F & string)[] = [],
): Shape<ValuesOf<F>> {
  const shapes = new Map<string, Shape<unknown>>(Object.entries(fields))
  return {
    read(value, path, problems) {
      if (!isObject(value)) {
        problems.add(path, `expected an object, found ${kindOf(value)}`)
        return undefined
      }
      for (const field of required) {
        if (value[field] === undefined || value[field] === null) problems.add(memberPath(path, field), 'is missing')
      }
      const read = mapEntries(value, (each, key) => {
        const shape = shapes.get(key)
        if (shape === undefined) {
          if (problems.refusesUnknownFields) {
            problems.add(memberPath(path, key), 'is not a known field', { name: key.slice(0, 100), of: title })
          }
          return each
        }
        return each === null ? undefined : shape.read(each, memberPath(path, key), problems)
      })
      return read as ValuesOf<F> // field by field by the shapes above; what they don't know was kept
    },
    schema(named) {
      if (!named.has(title)) {
        named.set(title, {}) // it may contain itself
        named.set(title, {
          type: 'object',
          properties: Object.fromEntries([...shapes].map(([field, shape]) => [field, shape.schema(named)])),
          ...(required.length > 0 && { required }),
          additionalProperties: false,
        })
      }
      return { $ref: `#/components/schemas/${title}` }
    },
  }
}

/** A shape that contains itself, to a bounded depth: recursion must not exhaust the stack. */
export function nested<Value>(make: (self: Shape<unknown>) => Shape<Value>, deepest = 50): Shape<Value> {
  let depth = 0
  const self: Shape<Value> = {
    read(value, path, problems) {
      if (depth >= deepest) {
        problems.add(path, `is nested deeper than ${deepest} levels`)
        return undefined
      }
      depth += 1
      const read = shape.read(value, path, problems)
      depth -= 1
      return read
    },
    schema: (named) => shape.schema(named),
  }
  const shape = make(self)
  return self
}

/** `$.a` and `b c` make `$.a["b c"]`. */
export function memberPath(path: string, key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key.slice(0, 100))}]`
}

function mapEntries<Item>(
  value: Record<string, unknown>,
  map: (each: unknown, key: string) => Item | undefined,
): Record<string, Item> {
  // fromEntries defines own fields, so a member called __proto__ stays an ordinary one.
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, each]): [string, Item | undefined] => [key, map(each, key)])
      .filter((entry): entry is [string, Item] => entry[1] !== undefined),
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
