/** Collects what belongs to one key, in the order of the rows. */
export function grouped<Row, Item>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  itemOf: (row: Row) => Item,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>()
  for (const row of rows) {
    const items = groups.get(keyOf(row))
    if (items) items.push(itemOf(row))
    else groups.set(keyOf(row), [itemOf(row)])
  }
  return groups
}
