import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Assignment, createScope } from '../../api/client-scopes.ts'
import { usePermission } from '../../components/permission.ts'
import { useRealm } from '../../components/use-realm.ts'
import { ChoiceField } from '../../forms/choice-field.tsx'
import { CreateForm } from '../../forms/create-form.tsx'
import { SettingsSection } from '../../forms/settings-form.tsx'
import { useSettingsForm } from '../../forms/use-settings-form.ts'
import { paths } from '../../paths.ts'
import { Page } from '../../ui/page.tsx'
import { ScopeFields } from './scope-fields.tsx'
import { ASSIGNMENTS, type ScopeValues, scopeValuesOf, withScopeValues } from './scope-values.ts'
import { useScopeWords } from './use-scope-words.ts'

interface NewScope extends ScopeValues {
  readonly assignment: Assignment
}

const EMPTY: NewScope = { ...scopeValuesOf({}), assignment: 'none' }

export function AddClientScopePage() {
  const { t } = useTranslation('scopes')
  const realm = useRealm()
  const navigate = useNavigate()
  const manage = usePermission('manage-clients')
  const { names, validate, fieldOf } = useScopeWords()
  const form = useSettingsForm<NewScope>({
    loaded: EMPTY,
    names: { ...names, assignment: t('type') },
    validate,
    fieldOf,
    disabledReason: manage.reason,
    save: async (values) => {
      const scope = withScopeValues({ protocol: 'openid-connect' }, values)
      const id = await createScope(realm, scope, values.assignment)
      await navigate({ to: paths.clientScope(realm, id, 'mappers'), ignoreBlocker: true })
    },
  })
  return (
    <Page title={t('create')} crumbs={[{ label: t('scopes'), to: paths.clientScopes(realm) }]} about={t('createAbout')}>
      <CreateForm form={form} label={t('create')} cancelTo={paths.clientScopes(realm)}>
        <SettingsSection title={t('type')} about={t('typeAbout')}>
          <ChoiceField
            field={form.field('assignment')}
            hideLabel
            choices={ASSIGNMENTS.map((value) => ({
              value,
              title: t(`type-${value}`),
              about: t(`typeAbout-${value}`),
            }))}
          />
        </SettingsSection>
        <ScopeFields form={form} />
      </CreateForm>
    </Page>
  )
}
