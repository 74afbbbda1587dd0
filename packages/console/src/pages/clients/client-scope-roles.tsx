import { useTranslation } from 'react-i18next'
import { updateClient } from '../../api/clients.ts'
import { usePermission } from '../../components/permission.ts'
import { RoleMapping } from '../../components/role-mapping.tsx'
import { useRealm } from '../../components/use-realm.ts'
import { SettingsForm, SettingsSection } from '../../forms/settings-form.tsx'
import { ToggleField } from '../../forms/toggle-field.tsx'
import { useSettingsForm } from '../../forms/use-settings-form.ts'
import type { ClientTabProps } from './client-page.tsx'

/** Which roles pass into the tokens of a client: all, or those that are named. */
export function ClientScopeRoles({ client }: ClientTabProps) {
  const { t } = useTranslation('scopes')
  const realm = useRealm()
  const manage = usePermission('manage-clients')
  const { fullScopeAllowed = true } = client
  const form = useSettingsForm<{ readonly fullScope: boolean }>({
    loaded: { fullScope: fullScopeAllowed },
    names: { fullScope: t('fullScope') },
    disabledReason: manage.reason,
    save: ({ fullScope }) => updateClient(realm, { ...client, fullScopeAllowed: fullScope }),
  })
  return (
    <>
      <SettingsForm form={form}>
        <SettingsSection title={t('part-scope')} about={t('fullScopeWhy')}>
          <ToggleField field={form.field('fullScope')} description={t('fullScopeAbout')} />
        </SettingsSection>
      </SettingsForm>
      {!fullScopeAllowed && (
        <RoleMapping holder={{ kind: 'client', id: client.id, name: client.clientId }} disabledReason={manage.reason} />
      )}
    </>
  )
}
