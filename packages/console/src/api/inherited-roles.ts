import type { Role } from './roles.ts'

/** Where a role comes from: it was given, a group gives it, or another role stands for it. */
export type RoleSource =
  | { readonly kind: 'given' }
  | { readonly kind: 'group'; readonly id: string; readonly path: string }
  | { readonly kind: 'role'; readonly role: Role }

export interface HeldRole {
  readonly role: Role
  readonly sources: readonly RoleSource[]
}

/** Nobody reads more; and a realm that goes deeper must not keep the browser busy. */
const MOST_LOOKED_INTO = 200

export interface Inheritance {
  readonly held: readonly HeldRole[]
  /** Something that is inherited may be missing: it may not be seen, or there is too much of it. */
  readonly partial: boolean
}

/**
 * Walks from roles that somebody has to those they stand for, each looked into once.
 *
 * @param compositesOf - what a role stands for; `undefined` where it may not be seen.
 */
export async function withInherited(
  starts: readonly { readonly role: Role; readonly source: RoleSource }[],
  compositesOf: (role: Role) => Promise<readonly Role[] | undefined>,
): Promise<Inheritance> {
  const held = new Map<string, { role: Role; sources: RoleSource[] }>()
  const add = (role: Role, source: RoleSource): boolean => {
    const known = held.get(role.id)
    if (known === undefined) held.set(role.id, { role, sources: [source] })
    else known.sources.push(source)
    return known === undefined
  }
  let partial = false
  let lookedInto = 0
  let next = starts.filter(({ role, source }) => add(role, source)).map(({ role }) => role)
  while (next.length > 0) {
    const composite = next.filter((role) => role.composite)
    const within = composite.slice(0, MOST_LOOKED_INTO - lookedInto)
    partial ||= within.length < composite.length
    lookedInto += within.length
    const found = await Promise.all(within.map(async (role) => ({ role, composites: await compositesOf(role) })))
    partial ||= found.some(({ composites }) => composites === undefined)
    next = found.flatMap(({ role, composites = [] }) => composites.filter((one) => add(one, { kind: 'role', role })))
  }
  return { held: [...held.values()], partial }
}
