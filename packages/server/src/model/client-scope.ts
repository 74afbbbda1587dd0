/** A named bundle of protocol mappers and role mappings that clients ask for in `scope`. */
export interface ClientScope {
  readonly id: string
  readonly name: string
  readonly protocol: string
  /** Keycloak's `include.in.token.scope`: whether the name appears in the tokens' `scope`. */
  readonly includeInTokenScope: boolean
  readonly displayOnConsentScreen: boolean
  readonly consentScreenText: string | undefined
  readonly protocolMappers: readonly ProtocolMapperConfig[]
  /** Ids of the roles this scope lets through. When there are any, the scope applies only to users who hold one. */
  readonly roleIds: readonly string[]
  readonly attributes: Readonly<Record<string, string>>
}

/** One configured mapper: which module (`protocolMapper`, Keycloak's provider id) runs with which settings. */
export interface ProtocolMapperConfig {
  readonly id: string
  readonly name: string
  readonly protocol: string
  readonly protocolMapper: string
  readonly config: Readonly<Record<string, string>>
}
