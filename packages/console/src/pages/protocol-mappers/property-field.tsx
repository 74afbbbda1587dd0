import type { MapperProperty } from '../../api/protocol-mappers.ts'
import { AttributesField } from '../../forms/attributes-field.tsx'
import { GroupField } from '../../forms/group-field.tsx'
import { mapOfRows, rowsOfMap } from '../../forms/map-rows.ts'
import { RoleField } from '../../forms/role-field.tsx'
import { SelectField } from '../../forms/select-field.tsx'
import { TextField } from '../../forms/text-field.tsx'
import { ToggleField } from '../../forms/toggle-field.tsx'
import type { Field } from '../../forms/use-settings-form.ts'
import { UserAttributeField } from '../../forms/user-attribute-field.tsx'
import { ClientIdField } from './client-id-field.tsx'

interface PropertyFieldProps {
  readonly property: MapperProperty
  readonly field: Field<string>
  readonly description: string
}

/** A setting as its type wants to be drawn. */
export function PropertyField({ property, field, description }: PropertyFieldProps) {
  const about = description === '' ? {} : { description }
  switch (property.type) {
    case 'boolean':
      return <ToggleField field={switchOf(field)} {...about} />
    case 'List':
      return <SelectField field={field} options={optionsOf(property, field.value)} {...about} />
    case 'ClientList':
      return <ClientIdField field={field} {...about} />
    case 'Role':
      return <RoleField field={field} required={property.required} {...about} />
    case 'Group':
      return <GroupField field={field} required={property.required} {...about} />
    case 'UserProfileAttributeList':
      return <UserAttributeField field={field} required={property.required} {...about} />
    case 'Map':
      return <MapField field={field} {...about} />
    case 'Text':
      return <TextField field={field} lines={4} required={property.required} machine {...about} />
    default:
      return <TextField field={field} required={property.required} machine {...about} />
  }
}

/** Pairs of names and values; a text that is none is shown as it is. */
function MapField({ field, ...about }: { readonly field: Field<string>; readonly description?: string }) {
  const rows = rowsOfMap(field.value)
  if (rows === undefined) return <TextField field={field} machine {...about} />
  return (
    <AttributesField
      field={{ ...field, value: rows, onChange: (changed) => field.onChange(mapOfRows(changed)) }}
      {...about}
    />
  )
}

function switchOf(field: Field<string>): Field<boolean> {
  return { ...field, value: field.value === 'true', onChange: (on) => field.onChange(String(on)) }
}

/** What is stored stays to be chosen, even where it is none of them. */
function optionsOf({ options }: MapperProperty, value: string) {
  const all = options.includes(value) ? options : [value, ...options]
  return all.map((option) => ({ value: option, label: option }))
}
