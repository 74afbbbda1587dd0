import type { UserProfileAttributeGroupMetadata } from '@keycloak/keycloak-admin-client/lib/defs/userProfileMetadata.js'
import { useTranslation } from 'react-i18next'
import { ChecksField } from '../../forms/checks-field.tsx'
import { SelectField } from '../../forms/select-field.tsx'
import { SettingsSection } from '../../forms/settings-form.tsx'
import { TextField } from '../../forms/text-field.tsx'
import { UriListField } from '../../forms/uri-list-field.tsx'
import type { Field } from '../../forms/use-settings-form.ts'
import type { ProfileAttribute } from './user-values.ts'

interface ProfileFieldsProps {
  readonly attributes: readonly ProfileAttribute[]
  readonly groups: readonly UserProfileAttributeGroupMetadata[] | undefined
  readonly field: (name: `profile.${string}`) => Field<readonly string[]>
}

/** The fields that the realm's user profile declares, in its groups and its order. */
export function ProfileFields({ attributes, groups = [], field }: ProfileFieldsProps) {
  const { t } = useTranslation('users')
  const grouped = Map.groupBy(attributes, ({ group }) => groups.find(({ name }) => name === group))
  return [...grouped].map(([group, members]) => (
    <SettingsSection
      key={group?.name ?? ''}
      title={group === undefined ? t('profile') : plain(group.displayHeader) || (group.name ?? '')}
      about={group === undefined ? t('profileAbout') : plain(group.displayDescription)}
    >
      {members.map((attribute) => (
        <ProfileField key={attribute.name} attribute={attribute} field={field(`profile.${attribute.name}`)} />
      ))}
    </SettingsSection>
  ))
}

interface ProfileFieldProps {
  readonly attribute: ProfileAttribute
  readonly field: Field<readonly string[]>
}

function ProfileField({ attribute, field: open }: ProfileFieldProps) {
  const { t } = useTranslation('users')
  const { name, readOnly = false, required = false, multivalued = false } = attribute
  const field = { ...open, disabled: open.disabled || readOnly }
  const options = optionsOf(attribute)
  const choices = options.map((value) => ({ value, label: value }))
  if (choices.length > 0 && multivalued) return <ChecksField field={field} choices={choices} />
  if (multivalued) return <UriListField field={field} problemOf={() => undefined} words />
  const single = {
    ...field,
    value: field.value[0] ?? '',
    onChange: (value: string) => field.onChange(value === '' ? [] : [value]),
  }
  if (choices.length > 0) return <SelectField field={single} options={[{ value: '', label: '–' }, ...choices]} />
  const lines = attribute.annotations?.['inputType'] === 'textarea' ? 4 : 1
  return (
    <TextField
      field={single}
      required={required}
      machine={name === 'username'}
      lines={lines}
      {...(readOnly && { description: t(name === 'username' ? 'usernameFixed' : 'fixed') })}
    />
  )
}

function optionsOf({ validators }: ProfileAttribute): readonly string[] {
  const options: unknown = validators?.['options']?.['options']
  return Array.isArray(options) ? options.map(String) : []
}

/** A placeholder of Keycloak's catalogue has no words here. */
function plain(text: string | undefined): string {
  return text === undefined || text.startsWith('${') ? '' : text
}
