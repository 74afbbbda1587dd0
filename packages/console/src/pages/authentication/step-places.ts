interface Placed {
  readonly level?: number
}

/** @param steps - a flow and all below it, in their order. @returns of each whether it is the first and the last of its own flow. */
export function placesOf(steps: readonly Placed[]): readonly { readonly first: boolean; readonly last: boolean }[] {
  return steps.map(({ level = 0 }, at) => ({
    first: !hasSibling(steps.slice(0, at).reverse(), level),
    last: !hasSibling(steps.slice(at + 1), level),
  }))
}

/** Going away from a step, one of its own flow comes before one of the flow above. */
function hasSibling(others: readonly Placed[], level: number): boolean {
  const met = others.find((other) => (other.level ?? 0) <= level)
  return met !== undefined && (met.level ?? 0) === level
}
