import type { Client } from '../../api/clients.ts'
import type { EffectiveMapper } from '../../api/evaluate.ts'
import { paths } from '../../paths.ts'

/** Where a mapper that takes part is changed. */
export function contributorPath(
  realm: string,
  client: Client,
  { containerType, containerId, mapperId }: EffectiveMapper,
): string {
  return containerType === 'client'
    ? paths.clientMapper(realm, client.id, mapperId)
    : paths.clientScopeMapper(realm, containerId, mapperId)
}
