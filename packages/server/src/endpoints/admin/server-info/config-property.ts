/**
 * One setting of a provider, as consoles draw it and tools check it. Labels and help that look like `name.label` and
 * `name.tooltip` are keys of a console's own texts, as in Keycloak.
 */
export interface ConfigProperty {
  readonly name: string
  readonly label: string
  readonly helpText: string
  readonly type: PropertyType
  readonly defaultValue?: string
  readonly options?: readonly string[]
  readonly secret: boolean
  readonly required: boolean
  readonly readOnly: boolean
}

type PropertyType =
  | 'String'
  | 'boolean'
  | 'int'
  | 'List'
  | 'MultivaluedString'
  | 'MultivaluedList'
  | 'Text'
  | 'File'
  | 'Password'
  | 'Role'
  | 'Group'
  | 'Map'
  | 'ClientList'
  | 'UserProfileAttributeList'

type Rest = Partial<Omit<ConfigProperty, 'name' | 'type'>>

/** @param rest - label and help are the setting's own keys unless told. */
export function property(name: string, type: PropertyType = 'String', rest: Rest = {}): ConfigProperty {
  return {
    name,
    label: `${name}.label`,
    helpText: `${name}.tooltip`,
    type,
    secret: false,
    required: false,
    readOnly: false,
    ...rest,
  }
}

export function switched(name: string, on: boolean, rest: Rest = {}): ConfigProperty {
  return property(name, 'boolean', { defaultValue: String(on), ...rest })
}

/** A setting whose label and help have a name of their own. */
export function keyed(name: string, key: string, type: PropertyType = 'String', rest: Rest = {}): ConfigProperty {
  return property(name, type, { label: `${key}.label`, helpText: `${key}.tooltip`, ...rest })
}
