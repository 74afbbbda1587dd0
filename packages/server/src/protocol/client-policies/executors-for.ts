/**
 * Client policies: conditions say which clients a policy is for, its profiles name the executors that these are held to.
 * Pure: what a condition asks about is loaded by the endpoint.
 */
import type { ClientChange, ClientPolicy, PolicyPart } from '../../model/client-policy.ts'
import { isMet } from './conditions.ts'

/** @returns what a change of a client is held to, in the order of the policies and of their profiles. */
export function executorsFor(policies: readonly ClientPolicy[], change: ClientChange): readonly PolicyPart[] {
  return policies.filter(({ conditions }) => isFor(conditions, change)).flatMap(({ executors }) => executors)
}

/** A policy is for a client when no condition says no and at least one says yes: one without conditions is for none. */
function isFor(conditions: readonly PolicyPart[], change: ClientChange): boolean {
  const votes = conditions.map((condition) => isMet(condition, change))
  return votes.includes(true) && !votes.includes(false)
}
