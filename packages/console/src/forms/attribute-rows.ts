import type { AttributeRow } from './attributes-field.tsx'

/** Attributes with several values, as rows of a form: a key stands once for each of its values. */
export function attributeRows(attributes: Readonly<Record<string, unknown>> = {}): readonly AttributeRow[] {
  return Object.entries(attributes).flatMap(([key, values]) =>
    (Array.isArray(values) ? values : [values]).map((value) => ({ key, value: String(value) })),
  )
}

/** And back. Rows without a key are left out. */
export function attributesOf(rows: readonly AttributeRow[]): Record<string, string[]> {
  const named = Map.groupBy(
    rows.filter(({ key }) => key.trim() !== ''),
    ({ key }) => key.trim(),
  )
  return Object.fromEntries([...named].map(([key, same]) => [key, same.map(({ value }) => value)]))
}

/** Whether a value has no key, which can't be saved. */
export function lacksKey(rows: readonly AttributeRow[]): boolean {
  return rows.some(({ key, value }) => key.trim() === '' && value !== '')
}
