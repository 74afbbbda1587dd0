import type { MapperHolder } from '../../api/protocol-mappers.ts'
import { paths } from '../../paths.ts'

/** @param mapper - a mapper's id; or a kind, for a new one of it. */
export function mapperPath(realm: string, { kind, id }: MapperHolder, mapper: string): string {
  return kind === 'client' ? paths.clientMapper(realm, id, mapper) : paths.clientScopeMapper(realm, id, mapper)
}

export function mapperListPath(realm: string, { kind, id }: MapperHolder): string {
  return kind === 'client'
    ? paths.clientPart(realm, id, 'clientScopes', 'dedicated')
    : paths.clientScope(realm, id, 'mappers')
}
