import type { ClientScope, ProtocolMapperConfig } from '../model/client-scope.ts'
import { filledTextOf, textMapOf } from './fields.ts'
import type { ProtocolMapperRepresentation } from './keycloak.ts'
import type { ClientScopeRecord } from './realm-aggregate.ts'

/** The scope as the protocol uses it. A missing `include.in.token.scope` or `display.on.consent.screen` means yes. */
export function clientScopeOf(record: ClientScopeRecord): ClientScope {
  const attributes = textMapOf(record.representation.attributes)
  return {
    id: record.id,
    name: record.name,
    protocol: record.representation.protocol ?? 'openid-connect',
    includeInTokenScope: attributes['include.in.token.scope'] !== 'false',
    displayOnConsentScreen: attributes['display.on.consent.screen'] !== 'false',
    consentScreenText: filledTextOf(attributes['consent.screen.text']),
    protocolMappers: protocolMappersOf(record.representation.protocolMappers),
    roleIds: record.roleIds,
    attributes,
  }
}

/** Mappers of a client or a client scope, in the order of the list. One without a provider can do nothing and is left out. */
export function protocolMappersOf(
  representations: readonly ProtocolMapperRepresentation[] | undefined,
): readonly ProtocolMapperConfig[] {
  return (representations ?? []).flatMap(({ id, name, protocol, protocolMapper, config }) =>
    protocolMapper === undefined
      ? []
      : [
          {
            id: id ?? name ?? protocolMapper,
            name: name ?? protocolMapper,
            protocol: protocol ?? 'openid-connect',
            protocolMapper,
            config: textMapOf(config),
          },
        ],
  )
}
