/** A realm's JSON as a person drops it: read, judged, and counted for the preview. */

export interface RealmFile {
  readonly name: string
  readonly document: object
  /** How many of each there are; what there is none of is left out. */
  readonly counts: readonly { readonly part: CountedPart; readonly count: number }[]
  readonly clientIds: readonly string[]
}

export type CountedPart = 'clients' | 'users' | 'groups' | 'realmRoles' | 'clientScopes' | 'identityProviders' | 'flows'
export type RealmFileProblem = 'not-json' | 'several' | 'not-a-realm'

/** @returns what is wrong with the text in place of the file. */
export function readRealmFile(text: string): RealmFile | RealmFileProblem {
  const value = parsed(text)
  if (value === undefined) return 'not-json'
  if (Array.isArray(value)) return 'several'
  if (!isRecord(value) || typeof value['realm'] !== 'string' || value['realm'] === '') return 'not-a-realm'
  const { roles } = value
  const parts: Readonly<Record<CountedPart, unknown>> = {
    clients: value['clients'],
    users: value['users'],
    groups: value['groups'],
    realmRoles: isRecord(roles) ? roles['realm'] : undefined,
    clientScopes: value['clientScopes'],
    identityProviders: value['identityProviders'],
    flows: value['authenticationFlows'],
  }
  return {
    name: value['realm'],
    document: value,
    counts: (Object.keys(parts) as CountedPart[])
      .map((part) => ({ part, count: entries(parts[part]).length }))
      .filter(({ count }) => count > 0),
    clientIds: entries(value['clients']).flatMap((client) =>
      isRecord(client) && typeof client['clientId'] === 'string' ? [client['clientId']] : [],
    ),
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function entries(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
