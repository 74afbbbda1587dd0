/** What a schema allows, and what it doesn't: values for asking a server that must not break by any of them. */
import fc from 'fast-check'
import type { JsonSchema, NamedSchemas } from '../../src/representations/json-shape.ts'

/** Texts on which programs stumble: empty, long, other scripts, names of JavaScript's own, markup, paths, placeholders. */
const AWKWARD_TEXTS = [
  '',
  ' ',
  'a'.repeat(300),
  'ß'.repeat(5_000),
  '日本語',
  '\u202eabc',
  'a\u0000b',
  '\ud800',
  '__proto__',
  'constructor',
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '%2e%2e%2f',
  "' OR '1'='1",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder of a realm file
  '${env}',
  'javascript:alert(1)',
  '**********',
  '-1',
  '99999999999999999999',
  'master',
  'admin',
] as const

const text = fc.oneof(
  fc.constantFrom(...AWKWARD_TEXTS),
  fc.string({ maxLength: 20 }),
  fc.constantFrom('a', 'thing', 'true'),
)
const number = fc.oneof(
  fc.integer({ min: -2, max: 5_000 }),
  fc.constantFrom(-1, 0, 2 ** 31, -(2 ** 31), Number.MAX_SAFE_INTEGER, 1e308, 0.5),
)
const anything: fc.Arbitrary<unknown> = fc.oneof(
  text,
  number,
  fc.boolean(),
  fc.constant(null),
  fc.constant([]),
  fc.constant({}),
)

/** Mostly of the schema's types, now and then not. */
export function arbitraryOf(schema: JsonSchema, named: NamedSchemas, depth = 3): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 12, arbitrary: rightOf(schema, named, depth) }, { weight: 1, arbitrary: anything })
}

function rightOf(schema: JsonSchema, named: NamedSchemas, depth: number): fc.Arbitrary<unknown> {
  const { $ref, enum: words, type, items, properties, additionalProperties, anyOf } = schema
  if (typeof $ref === 'string')
    return depth > 0 ? rightOf(named.get(nameOf($ref)) ?? {}, named, depth) : fc.constant({})
  if (Array.isArray(words)) return fc.constantFrom(...words)
  if (Array.isArray(anyOf)) return fc.oneof(...anyOf.map((one) => rightOf(one as JsonSchema, named, depth)))
  if (type === 'string') return text
  if (type === 'boolean') return fc.boolean()
  if (type === 'integer') return number
  if (type === 'array') return fc.array(arbitraryOf(asSchema(items), named, depth - 1), { maxLength: 3 })
  if (properties !== undefined) return objectOf(properties as Record<string, JsonSchema>, named, depth)
  if (type === 'object')
    return fc.dictionary(text, arbitraryOf(asSchema(additionalProperties), named, depth - 1), { maxKeys: 3 })
  return anything
}

/** Few of an object's fields at a time: each then says more about the field that is wrong. */
function objectOf(properties: Record<string, JsonSchema>, named: NamedSchemas, depth: number): fc.Arbitrary<unknown> {
  const fields = Object.keys(properties)
  return fc
    .subarray(fields, { maxLength: Math.min(fields.length, 6) })
    .chain((chosen) =>
      fc.record(
        Object.fromEntries(chosen.map((field) => [field, arbitraryOf(properties[field] ?? {}, named, depth - 1)])),
      ),
    )
}

const nameOf = (ref: string) => ref.slice(ref.lastIndexOf('/') + 1)
const asSchema = (value: unknown): JsonSchema =>
  typeof value === 'object' && value !== null ? (value as JsonSchema) : {}
