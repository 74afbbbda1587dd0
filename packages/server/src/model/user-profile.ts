/** Keycloak's declarative user profile: which attributes the users of a realm have, who sees and edits them, and what they must hold. */
export interface UserProfile {
  readonly attributes: readonly ProfileAttribute[]
  readonly groups: readonly ProfileGroup[]
  /** What becomes of attributes that the profile doesn't declare; absent: there are none. */
  readonly unmanagedAttributePolicy?: UnmanagedAttributePolicy
}

export type UnmanagedAttributePolicy = 'ENABLED' | 'ADMIN_EDIT' | 'ADMIN_VIEW'

export interface ProfileAttribute {
  readonly name: string
  readonly displayName?: string
  /** Configurations by validator. */
  readonly validations?: Readonly<Record<string, ValidatorConfig>>
  /** Without roles and scopes: of everybody. */
  readonly required?: { readonly roles?: readonly string[]; readonly scopes?: readonly string[] }
  readonly permissions?: { readonly view?: readonly string[]; readonly edit?: readonly string[] }
  readonly multivalued?: boolean
  readonly annotations?: Readonly<Record<string, unknown>>
  readonly group?: string
  readonly selector?: { readonly scopes?: readonly string[] }
  readonly defaultValue?: string
}

export type ValidatorConfig = Readonly<Record<string, unknown>>

export interface ProfileGroup {
  readonly name?: string
  readonly displayHeader?: string
  readonly displayDescription?: string
  readonly annotations?: Readonly<Record<string, unknown>>
}

/** Attributes of a person as they are sent: user name, e-mail and names among them. */
export type RawAttributes = Readonly<Record<string, readonly string[]>>

/** One thing that is wrong with a person's data, in Keycloak's words. */
export interface ProfileError {
  readonly field: string
  readonly errorMessage: string
  readonly params: readonly (string | number | null)[]
}
