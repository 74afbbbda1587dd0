import { type Realm, updateRealm } from '../../api/realms.ts'
import { usePermission } from '../../components/permission.ts'
import { type SettingsFormOptions, type SettingsFormState, useSettingsForm } from '../../forms/use-settings-form.ts'
import { changesOf, type Setting } from '../realm-settings/realm-values.ts'
import { policyOf, withPrefix } from './policy-values.ts'

/** A form of the realm's settings whose names begin with that of a policy. */
export function usePolicyForm<Values extends { readonly [Name in keyof Values]: Setting }>(
  realm: Realm,
  prefix: string,
  defaults: Values,
  options: Pick<SettingsFormOptions<Values>, 'names' | 'validate'>,
): SettingsFormState<Values> {
  const manage = usePermission('manage-realm')
  const loaded = policyOf(realm, prefix, defaults)
  return useSettingsForm<Values>({
    ...options,
    loaded,
    disabledReason: manage.reason,
    save: (values) => updateRealm(realm.realm, withPrefix(prefix, changesOf(loaded, values))),
  })
}
