import { updateScope } from '../../api/client-scopes.ts'
import { usePermission } from '../../components/permission.ts'
import { useRealm } from '../../components/use-realm.ts'
import { SettingsForm } from '../../forms/settings-form.tsx'
import { useSettingsForm } from '../../forms/use-settings-form.ts'
import type { ScopeTabProps } from './client-scope-page.tsx'
import { ScopeFields } from './scope-fields.tsx'
import { type ScopeValues, scopeValuesOf, withScopeValues } from './scope-values.ts'
import { useScopeWords } from './use-scope-words.ts'

export function ScopeSettings({ scope }: ScopeTabProps) {
  const realm = useRealm()
  const manage = usePermission('manage-clients')
  const form = useSettingsForm<ScopeValues>({
    loaded: scopeValuesOf(scope),
    ...useScopeWords(),
    disabledReason: manage.reason,
    save: (values) => updateScope(realm, withScopeValues(scope, values)),
  })
  return (
    <SettingsForm form={form}>
      <ScopeFields form={form} />
    </SettingsForm>
  )
}
