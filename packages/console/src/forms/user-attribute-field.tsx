import { Autocomplete } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { profileMetadata } from '../api/users.ts'
import { usePermission } from '../components/permission.ts'
import { useRealm } from '../components/use-realm.ts'
import type { Field } from './use-settings-form.ts'

interface UserAttributeFieldProps {
  readonly field: Field<string>
  readonly description?: string
  readonly required?: boolean
}

/** An attribute of people: those of the realm's user profile are offered, others may be typed. */
export function UserAttributeField({ field, description, required = false }: UserAttributeFieldProps) {
  const realm = useRealm()
  const view = usePermission('view-users')
  const { data } = useQuery({ ...profileMetadata(realm), enabled: view.allowed })
  const { name, label, value, error, disabled, onChange } = field
  return (
    <Autocomplete
      name={name}
      label={label}
      description={description}
      value={value}
      error={error}
      required={required}
      disabled={disabled}
      data={(data?.attributes ?? []).flatMap((attribute) => attribute.name ?? [])}
      autoComplete="off"
      spellCheck={false}
      styles={{ input: { fontFamily: 'var(--mono)', fontSize: 14 } }}
      onChange={onChange}
    />
  )
}
