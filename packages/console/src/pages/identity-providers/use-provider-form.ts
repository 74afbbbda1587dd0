import { useTranslation } from 'react-i18next'
import type { Problem } from '../../api/problem.ts'
import { usePermission } from '../../components/permission.ts'
import { type Errors, useSettingsForm } from '../../forms/use-settings-form.ts'
import { isUrl, type ProviderValues, URLS } from './provider-values.ts'

/** Without these nobody can be sent there, or fetched back. */
const NEEDED: ReadonlySet<string> = new Set(['authorizationUrl', 'tokenUrl'])

/** The fields of an OpenID Connect provider, new or not. */
export function useProviderForm(loaded: ProviderValues, save: (values: ProviderValues) => Promise<unknown>) {
  const { t } = useTranslation('identity-providers')
  const manage = usePermission('manage-identity-providers')
  const urlProblem = (name: string, value: string) => {
    if (value.trim() === '') return NEEDED.has(name) ? t('urlMissing') : undefined
    return isUrl(value) ? undefined : t('urlWrong')
  }
  const validate = (values: ProviderValues): Errors<ProviderValues> => ({
    alias: values.alias.trim() === '' ? t('aliasMissing') : undefined,
    clientId: values.clientId.trim() === '' ? t('clientIdMissing') : undefined,
    ...Object.fromEntries(URLS.map((name) => [name, urlProblem(name, values[name])])),
  })
  return useSettingsForm<ProviderValues>({
    loaded,
    names: {
      alias: t('alias'),
      displayName: t('displayName'),
      enabled: t('enabled'),
      trustEmail: t('trustEmail'),
      issuer: t('issuer'),
      authorizationUrl: t('authorizationUrl'),
      tokenUrl: t('tokenUrl'),
      userInfoUrl: t('userInfoUrl'),
      jwksUrl: t('jwksUrl'),
      clientId: t('clientId'),
      clientSecret: t('clientSecret'),
      scopes: t('scopes'),
      imported: t('imported'),
    },
    disabledReason: manage.reason,
    validate,
    fieldOf,
    save,
  })
}

function fieldOf({ message }: Problem): keyof ProviderValues | undefined {
  if (/already exists|alias|not allowed/i.test(message)) return 'alias'
  // the server says `token_url`
  const words = message.replaceAll('_', '').toLowerCase()
  return URLS.find((name) => words.includes(name.toLowerCase()))
}
