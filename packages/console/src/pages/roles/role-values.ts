import type { Problem } from '../../api/problem.ts'

export interface RoleValues {
  readonly name: string
  readonly description: string
}

/** The server names the role where its name is taken, the field where it is too long. */
export function fieldOfRole({ message }: Problem): keyof RoleValues | undefined {
  if (/description/i.test(message)) return 'description'
  return /name|already exists|duplicate/i.test(message) ? 'name' : undefined
}
