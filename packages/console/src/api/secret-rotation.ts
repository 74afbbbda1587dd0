import type ClientPolicyRepresentation from '@keycloak/keycloak-admin-client/lib/defs/clientPolicyRepresentation.js'
import type ClientProfileRepresentation from '@keycloak/keycloak-admin-client/lib/defs/clientProfileRepresentation.js'

export type ClientPolicy = ClientPolicyRepresentation
export type ClientProfile = ClientProfileRepresentation

export interface ClientPolicies {
  readonly policies: readonly ClientPolicy[]
  /** The realm's own; those that every realm has can only be named. */
  readonly profiles: readonly ClientProfile[]
}

export interface RotationPeriods {
  /** Seconds that a secret counts. */
  readonly expiration: number
  /** Seconds that a secret counts after it was replaced. */
  readonly rotated: number
}

/** The executor by which secrets of clients end and are replaced. */
export const SECRET_ROTATION = 'secret-rotation'

/** Names of the policies that are on and let secrets rotate. */
export function rotatingPolicies({ policies, profiles }: ClientPolicies): readonly string[] {
  const rotating = new Set(
    profiles
      .filter(({ executors = [] }) => executors.some(({ executor }) => executor === SECRET_ROTATION))
      .map(({ name }) => name),
  )
  return policies
    .filter(({ enabled, profiles: named = [] }) => enabled === true && named.some((name) => rotating.has(name)))
    .map(({ name = '' }) => name)
}

/** With a profile and a policy more, by which the secrets of all confidential clients rotate. */
export function withRotation({ policies, profiles }: ClientPolicies, periods: RotationPeriods): ClientPolicies {
  const { expiration, rotated } = periods
  const configuration = {
    'expiration-period': expiration,
    'rotated-expiration-period': rotated,
    // for clients that change themselves: a third of the life, as in Keycloak's own proposal
    'remaining-rotation-period': Math.floor(expiration / 3),
  }
  const name = freeName([...policies, ...profiles])
  const conditions = [{ condition: 'client-access-type', configuration: { type: ['confidential'] } }]
  return {
    profiles: [...profiles, { name, description: '', executors: [{ executor: SECRET_ROTATION, configuration }] }],
    policies: [...policies, { name, description: '', enabled: true, conditions, profiles: [name] }],
  }
}

function freeName(taken: readonly { readonly name?: string }[]): string {
  const names = new Set(taken.map(({ name }) => name))
  let name = SECRET_ROTATION
  for (let more = 2; names.has(name); more += 1) name = `${SECRET_ROTATION}-${more}`
  return name
}
