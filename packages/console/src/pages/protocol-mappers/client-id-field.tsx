import { Autocomplete } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { clientList } from '../../api/clients.ts'
import { useRealm } from '../../components/use-realm.ts'
import type { Field } from '../../forms/use-settings-form.ts'

const TYPING_MS = 200

/** The ID of a client; the server offers those that fit what is typed. */
export function ClientIdField({
  field,
  description,
}: {
  readonly field: Field<string>
  readonly description?: string
}) {
  const realm = useRealm()
  const { name, label, value, error, disabled, onChange } = field
  const [text] = useDebouncedValue(value, TYPING_MS)
  const { data } = useQuery({
    ...clientList(realm, text === '' ? {} : { q: text }),
    placeholderData: keepPreviousData,
  })
  return (
    <Autocomplete
      name={name}
      label={label}
      description={description}
      value={value}
      error={error}
      disabled={disabled}
      data={data?.rows.map(({ clientId }) => clientId) ?? []}
      // the server has chosen already
      filter={({ options }) => options}
      autoComplete="off"
      spellCheck={false}
      styles={{ input: { fontFamily: 'var(--mono)', fontSize: 14 } }}
      onChange={onChange}
    />
  )
}
