import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { requiredActions } from '../../api/users.ts'
import { useRealm } from '../../components/use-realm.ts'
import { ChecksField } from '../../forms/checks-field.tsx'
import type { Field } from '../../forms/use-settings-form.ts'

/** What the user must do at the next sign-in. */
export function RequiredActionsField({ field }: { readonly field: Field<readonly string[]> }) {
  const { t } = useTranslation('users')
  const realm = useRealm()
  const { data = [] } = useQuery(requiredActions(realm))
  return (
    <ChecksField
      field={field}
      choices={data.map(({ alias, name }) => ({ value: alias, label: name }))}
      description={t('requiredActionsAbout')}
    />
  )
}
