import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { createProvider } from '../../api/identity-providers.ts'
import { useRealm } from '../../components/use-realm.ts'
import { CreateForm } from '../../forms/create-form.tsx'
import { paths } from '../../paths.ts'
import { Page } from '../../ui/page.tsx'
import { ProviderFields } from './provider-fields.tsx'
import { NEW_PROVIDER, withValues } from './provider-values.ts'
import { useProviderForm } from './use-provider-form.ts'

export function AddProviderPage() {
  const { t } = useTranslation('identity-providers')
  const realm = useRealm()
  const navigate = useNavigate()
  const list = paths.identityProviders(realm)
  const form = useProviderForm(NEW_PROVIDER, async (values) => {
    const provider = withValues({ alias: '', providerId: 'oidc' }, values)
    await createProvider(realm, provider)
    await navigate({ to: paths.identityProvider(realm, 'oidc', provider.alias), ignoreBlocker: true })
  })
  return (
    <Page title={t('add')} crumbs={[{ label: t('providers'), to: list }]} about={t('later')}>
      <CreateForm form={form} label={t('add')} cancelTo={list}>
        <ProviderFields form={form} />
      </CreateForm>
    </Page>
  )
}
