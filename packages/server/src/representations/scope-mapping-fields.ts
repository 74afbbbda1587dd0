/**
 * What a realm file says in its scope mappings beside who may have which roles. The mappings are kept as ids with their
 * client or scope; the rest stands in the realm's document, and finds its mapping again at an export.
 */
import { scopeName } from './defaults/client-scopes.ts'
import type { RealmRepresentation, ScopeMappingRepresentation } from './keycloak.ts'

type Mapping = ScopeMappingRepresentation
type Mappings = Required<Pick<RealmRepresentation, 'scopeMappings' | 'clientScopeMappings'>>

/** @returns the mappings that say more, without their roles; an empty object when none does. */
export function moreOfMappings({ scopeMappings, clientScopeMappings }: Mappings): Partial<Mappings> {
  const ofRealm = scopeMappings.flatMap(more)
  const ofClients = Object.entries(clientScopeMappings)
    .map(([owner, mappings]): [string, Mapping[]] => [owner, mappings.flatMap(more)])
    .filter(([, mappings]) => mappings.length > 0)
  return {
    ...(ofRealm.length > 0 && { scopeMappings: ofRealm }),
    ...(ofClients.length > 0 && { clientScopeMappings: Object.fromEntries(ofClients) }),
  }
}

function more({ roles: _, ...mapping }: Mapping): Mapping[] {
  const { client: __, clientScope: ___, ...unknown } = mapping
  return Object.keys(unknown).length > 0 ? [mapping] : []
}

/** @param kept - a document with what {@link moreOfMappings} found. What has no mapping any more is left out. */
export function withMoreOfMappings(mappings: Mappings, kept: Partial<Mappings>): Mappings {
  return {
    scopeMappings: joined(mappings.scopeMappings, kept.scopeMappings),
    clientScopeMappings: Object.fromEntries(
      Object.entries(mappings.clientScopeMappings).map(([owner, list]) => [
        owner,
        joined(list, kept.clientScopeMappings?.[owner]),
      ]),
    ),
  }
}

function joined(mappings: readonly Mapping[], kept: readonly Mapping[] = []): Mapping[] {
  return mappings.map((mapping) => {
    const same = kept.filter(
      ({ client, clientScope }) =>
        client === mapping.client && scopeName(clientScope) === scopeName(mapping.clientScope),
    )
    return Object.fromEntries([...same, mapping].flatMap((one) => Object.entries(one)))
  })
}
