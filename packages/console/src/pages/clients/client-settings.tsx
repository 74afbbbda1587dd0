import { useTranslation } from 'react-i18next'
import { updateClient } from '../../api/clients.ts'
import type { Problem } from '../../api/problem.ts'
import { usePermission } from '../../components/permission.ts'
import { useRealm } from '../../components/use-realm.ts'
import { ChoiceField } from '../../forms/choice-field.tsx'
import { redirectUriProblem } from '../../forms/redirect-uri-rules.ts'
import { SettingsForm, SettingsSection } from '../../forms/settings-form.tsx'
import { TextField } from '../../forms/text-field.tsx'
import { ToggleField } from '../../forms/toggle-field.tsx'
import { UriListField } from '../../forms/uri-list-field.tsx'
import { useSettingsForm } from '../../forms/use-settings-form.ts'
import { webOriginProblem } from '../../forms/web-origin-rules.ts'
import type { ClientTabProps } from './client-page.tsx'
import { type ClientValues, valuesOf, withValues } from './client-values.ts'

export function ClientSettings({ client }: ClientTabProps) {
  const { t } = useTranslation(['clients', 'ui'])
  const realm = useRealm()
  const manage = usePermission('manage-clients')
  const form = useSettingsForm<ClientValues>({
    loaded: valuesOf(client),
    names: {
      clientId: t('clientId'),
      name: t('name'),
      description: t('description'),
      enabled: t('enabledLabel'),
      access: t('access'),
      standardFlow: t('standardFlow'),
      directAccess: t('directAccess'),
      serviceAccount: t('serviceAccount'),
      implicitFlow: t('implicitFlow'),
      redirectUris: t('redirectUris'),
      postLogoutUris: t('postLogoutUris'),
      webOrigins: t('webOrigins'),
      rootUrl: t('rootUrl'),
      baseUrl: t('baseUrl'),
      consent: t('consent'),
    },
    disabledReason: manage.reason,
    validate: (values) => ({
      clientId: values.clientId.trim() === '' ? t('clientIdMissing') : undefined,
      redirectUris: values.redirectUris.some(isWrong(redirectUriProblem)) ? t('ui:fixFirst') : undefined,
      postLogoutUris: values.postLogoutUris.some(isWrong(postLogoutProblem)) ? t('ui:fixFirst') : undefined,
      webOrigins: values.webOrigins.some(isWrong(webOriginProblem)) ? t('ui:fixFirst') : undefined,
    }),
    fieldOf,
    // Keycloak's words for a name that is taken name nothing
    errorsOf: ({ message }) => (/duplicate resource/i.test(message) ? { clientId: t('clientIdTaken') } : undefined),
    save: (values) => updateClient(realm, withValues(client, values)),
  })
  const isPublic = form.values.access === 'public'
  const serviceAccount = form.field('serviceAccount')
  return (
    <SettingsForm form={form}>
      <SettingsSection title={t('access')} about={t('accessAbout')}>
        <ChoiceField
          field={form.field('access')}
          hideLabel
          choices={(['confidential', 'public'] as const).map((value) => ({
            value,
            title: t(`access-${value}`),
            about: t(`accessAbout-${value}`),
          }))}
        />
      </SettingsSection>
      <SettingsSection title={t('grants')} about={t('grantsAbout')}>
        <ToggleField field={form.field('standardFlow')} description={t('standardFlowAbout')} />
        <ToggleField field={form.field('directAccess')} description={t('directAccessAbout')} />
        <ToggleField
          field={{
            ...serviceAccount,
            value: serviceAccount.value && !isPublic,
            disabled: serviceAccount.disabled || isPublic,
          }}
          description={t(isPublic ? 'serviceAccountPublic' : 'serviceAccountAbout')}
        />
        <ToggleField field={form.field('implicitFlow')} description={t('implicitFlowAbout')} />
      </SettingsSection>
      <SettingsSection title={t('addresses')} about={t('addressesAbout')}>
        <UriListField field={form.field('redirectUris')} />
        <UriListField
          field={form.field('postLogoutUris')}
          description={t('postLogoutUrisAbout')}
          problemOf={postLogoutProblem}
        />
        <UriListField
          field={form.field('webOrigins')}
          description={t('webOriginsAbout')}
          problemOf={webOriginProblem}
        />
        <TextField field={form.field('rootUrl')} description={t('rootUrlAbout')} machine />
        <TextField field={form.field('baseUrl')} description={t('baseUrlAbout')} machine />
      </SettingsSection>
      <SettingsSection title={t('general')} about={t('generalAbout')}>
        <TextField field={form.field('clientId')} description={t('clientIdChange')} required machine />
        <TextField field={form.field('name')} description={t('nameAbout')} />
        <TextField field={form.field('description')} />
        <ToggleField field={form.field('enabled')} description={t('enabledAbout')} />
        <ToggleField field={form.field('consent')} description={t('consentAbout')} />
      </SettingsSection>
    </SettingsForm>
  )
}

function isWrong(problemOf: typeof redirectUriProblem): (uri: string) => boolean {
  return (uri) => problemOf(uri)?.level === 'error'
}

/** As redirect URIs, and `+` for all of them, `-` for none. */
function postLogoutProblem(uri: string) {
  return uri === '+' || uri === '-' ? undefined : redirectUriProblem(uri)
}

function fieldOf({ message }: Problem): keyof ClientValues | undefined {
  if (/root url/i.test(message)) return 'rootUrl'
  if (/base url/i.test(message)) return 'baseUrl'
  if (/post-logout/i.test(message)) return 'postLogoutUris'
  return /redirect ?uri/i.test(message) ? 'redirectUris' : undefined
}
