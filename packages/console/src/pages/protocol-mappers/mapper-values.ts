import type { MapperProperty } from '../../api/protocol-mappers.ts'
import { withoutEmptyRows } from '../../forms/map-rows.ts'

/** A mapper of a client, of a scope, or of an identity provider. */
export interface AnyMapper {
  readonly id?: string
  readonly name?: string
  readonly config?: Readonly<Record<string, string>>
}

/** `name`, and each setting under `config.`, so that a setting may be called anything. */
export type MapperValues = Readonly<Record<string, string>>

export const keyOf = ({ name }: Pick<MapperProperty, 'name'>) => `config.${name}`

/** @param mapper - `undefined` for one that is being made: it begins with what the settings say. */
export function mapperValuesOf(mapper: AnyMapper | undefined, properties: readonly MapperProperty[]): MapperValues {
  const settings = properties.map((property) => {
    // a list without a standard begins with its first
    const standard = mapper === undefined ? property.standard || (property.options[0] ?? '') : ''
    const value = String(mapper?.config?.[property.name] ?? standard)
    return [keyOf(property), property.type === 'boolean' ? String(value === 'true') : value] as const
  })
  return { name: mapper?.name ?? '', ...Object.fromEntries(settings) }
}

/** What isn't shown stays; what was absent and is still empty or off stays absent. */
export function withMapperValues<M extends AnyMapper>(
  mapper: M,
  values: MapperValues,
  properties: readonly MapperProperty[],
): M {
  const before: Readonly<Record<string, string>> = mapper.config ?? {}
  const config = new Map(Object.entries(before))
  for (const property of properties) {
    const typed = values[keyOf(property)] ?? ''
    const value = property.type === 'Map' ? withoutEmptyRows(typed) : typed
    const nothing = value === '' || (value === 'false' && mapper.id !== undefined && !(property.name in before))
    if (nothing) config.delete(property.name)
    else config.set(property.name, value)
  }
  return { ...mapper, name: (values['name'] ?? '').trim(), config: Object.fromEntries(config) }
}

/** The settings of a mapper whose kind the server doesn't tell: what it has. */
export function propertiesFrom({ config }: AnyMapper): readonly MapperProperty[] {
  return Object.keys(config ?? {}).map((name) => ({
    name,
    label: name,
    help: '',
    type: 'String',
    standard: '',
    options: [],
    required: false,
  }))
}
