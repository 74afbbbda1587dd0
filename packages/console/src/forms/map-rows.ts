/** Pairs in one setting, as Keycloak writes them: `[{"key":"a","value":"1"}]`. */
import type { AttributeRow } from './attributes-field.tsx'

/** @returns `undefined` for a text that is something else. */
export function rowsOfMap(text: string): readonly AttributeRow[] | undefined {
  if (text.trim() === '') return []
  const list = parsed(text)
  if (!Array.isArray(list) || !list.every(isPair)) return undefined
  return list.map(({ key, value }) => ({ key, value }))
}

export function mapOfRows(rows: readonly AttributeRow[]): string {
  return rows.length === 0 ? '' : JSON.stringify(rows)
}

/** Without the rows in which nothing was typed. */
export function withoutEmptyRows(text: string): string {
  const rows = rowsOfMap(text)
  return rows === undefined ? text : mapOfRows(rows.filter(({ key, value }) => key !== '' || value !== ''))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isPair(one: unknown): one is AttributeRow {
  return ['key', 'value'].every((name) => typeof Reflect.get(Object(one), name) === 'string')
}
