import { useTranslation } from 'react-i18next'
import type { Problem } from '../../api/problem.ts'
import { type Realm, updateRealm } from '../../api/realms.ts'
import { usePermission } from '../../components/permission.ts'
import { type Errors, type SettingsFormState, useSettingsForm } from '../../forms/use-settings-form.ts'
import type { texts } from '../../locales/en/realm-settings.ts'
import { changesOf, type Setting, settingsOf } from './realm-values.ts'

type Texts = typeof texts
/** A key whose text takes nothing in. */
type LabelKey = { [Key in keyof Texts]: Texts[Key] extends `${string}{{${string}` ? never : Key }[keyof Texts]

/** Settings whose names are keys of the catalogue. */
type NamedSettings<Values> = { readonly [Name in keyof Values]: Name extends LabelKey ? Setting : never }

interface RealmFormOptions<Values> {
  readonly validate?: (values: Values) => Errors<Values>
  readonly fieldOf?: (problem: Problem) => keyof Values | undefined
  readonly saved?: (values: Values) => Promise<unknown>
}

/**
 * A form of settings that stand in the realm's representation under the names they have here.
 *
 * @param defaults - the settings, with what holds where the realm says nothing.
 */
export function useRealmForm<Values extends NamedSettings<Values>>(
  realm: Realm,
  defaults: Values,
  { validate, fieldOf, saved }: RealmFormOptions<Values> = {},
): SettingsFormState<Values> {
  const { t } = useTranslation('realm-settings')
  const manage = usePermission('manage-realm')
  const loaded = settingsOf(realm, defaults)
  const named = Object.keys(defaults).map((name) => [name, t(name as LabelKey)]) // NamedSettings says so
  return useSettingsForm<Values>({
    loaded,
    names: Object.fromEntries(named) as { readonly [Name in keyof Values]: string }, // a name for each
    disabledReason: manage.reason,
    ...(validate && { validate }),
    ...(fieldOf && { fieldOf }),
    save: async (values) => {
      await updateRealm(realm.realm, changesOf(loaded, values))
      await saved?.(values)
    },
  })
}
