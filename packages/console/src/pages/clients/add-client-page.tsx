import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { createClient } from '../../api/clients.ts'
import { usePermission } from '../../components/permission.ts'
import { useRealm } from '../../components/use-realm.ts'
import { ChoiceField } from '../../forms/choice-field.tsx'
import { CreateForm } from '../../forms/create-form.tsx'
import { redirectUriProblem } from '../../forms/redirect-uri-rules.ts'
import { SettingsSection } from '../../forms/settings-form.tsx'
import { TextField } from '../../forms/text-field.tsx'
import { UriListField } from '../../forms/uri-list-field.tsx'
import { useSettingsForm } from '../../forms/use-settings-form.ts'
import { paths } from '../../paths.ts'
import { Page } from '../../ui/page.tsx'
import { type NewClient, newClient } from './client-kind.ts'

const EMPTY: NewClient = { kind: 'web', clientId: '', name: '', redirectUris: [] }
const KINDS = ['web', 'app', 'service'] as const

export function AddClientPage() {
  const { t } = useTranslation('clients')
  const realm = useRealm()
  const navigate = useNavigate()
  const manage = usePermission('manage-clients')
  const form = useSettingsForm<NewClient>({
    loaded: EMPTY,
    names: { kind: t('kind'), clientId: t('clientId'), name: t('name'), redirectUris: t('redirectUris') },
    disabledReason: manage.reason,
    validate: ({ clientId }) => ({ clientId: clientId.trim() === '' ? t('clientIdMissing') : undefined }),
    fieldOf: ({ message }) =>
      /already exists|client ?id/i.test(message) ? 'clientId' : /uri/i.test(message) ? 'redirectUris' : undefined,
    save: async (values) => {
      const id = await createClient(realm, newClient(values))
      await navigate({
        to: paths.client(realm, id, values.kind === 'app' ? 'settings' : 'credentials'),
        ignoreBlocker: true,
      })
    },
  })
  const { kind, redirectUris } = form.values
  const wrong = redirectUris.some((uri) => redirectUriProblem(uri)?.level === 'error')
  return (
    <Page title={t('create')} crumbs={[{ label: t('clients'), to: paths.clients(realm) }]} about={t('createAbout')}>
      <CreateForm form={form} label={t('create')} cancelTo={paths.clients(realm)} blocked={wrong}>
        <SettingsSection title={t('kind')} about={t('kindAbout')}>
          <ChoiceField
            field={form.field('kind')}
            hideLabel
            choices={KINDS.map((value) => ({ value, title: t(`kind-${value}`), about: t(`kindAbout-${value}`) }))}
          />
        </SettingsSection>
        <SettingsSection title={t('general')} about={t('clientIdAbout')}>
          <TextField field={form.field('clientId')} required machine />
          <TextField field={form.field('name')} description={t('nameAbout')} />
        </SettingsSection>
        {kind !== 'service' && (
          <SettingsSection title={t('addresses')} about={t('addressesAbout')}>
            <UriListField field={form.field('redirectUris')} description={t('redirectUrisHint')} />
          </SettingsSection>
        )}
      </CreateForm>
    </Page>
  )
}
