import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { clientSecret, regenerateClientSecret } from '../../api/clients.ts'
import { useExplain } from '../../components/explain.ts'
import { Loaded } from '../../components/loaded.tsx'
import { usePermission } from '../../components/permission.ts'
import { useRealm } from '../../components/use-realm.ts'
import { SettingsSection } from '../../forms/settings-form.tsx'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Link } from '../../ui/link.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SecretField } from '../../ui/secret-field.tsx'
import { toastDone } from '../../ui/toast.ts'
import type { ClientTabProps } from './client-page.tsx'

export function ClientCredentials({ client }: ClientTabProps) {
  const { t } = useTranslation('clients')
  const realm = useRealm()
  if (client.publicClient || client.bearerOnly) {
    return (
      <Notice title={t('noSecret')} action={<Link to={paths.client(realm, client.id)}>{t('toSettings')}</Link>}>
        {t('noSecretAbout')}
      </Notice>
    )
  }
  const made = Number(client.attributes?.['client.secret.creation.time'] ?? 0)
  return (
    <SettingsSection title={t('secret')} about={t('secretAbout')}>
      <Loaded query={clientSecret(realm, client)}>
        {(secret) => <SecretField label={t('secret')} value={secret} description={t('secretHint')} />}
      </Loaded>
      {made > 0 && (
        <p>
          {t('secretMade')} <Moment at={made * 1000} />
        </p>
      )}
      <Regenerate client={client} />
    </SettingsSection>
  )
}

function Regenerate({ client }: ClientTabProps) {
  const { t } = useTranslation('clients')
  const realm = useRealm()
  const manage = usePermission('manage-clients')
  const explain = useExplain()
  const [asked, setAsked] = useState(false)
  return (
    <div>
      <ActionButton variant="default" disabledReason={manage.reason} onClick={() => setAsked(true)}>
        {t('regenerate')}
      </ActionButton>
      <ConfirmDialog
        opened={asked}
        onClose={() => setAsked(false)}
        title={t('regenerateTitle', { clientId: client.clientId })}
        consequences={[t('regenerateNow'), t('regenerateSessions')]}
        verb={t('regenerate')}
        explain={explain}
        onConfirm={async () => {
          await regenerateClientSecret(realm, client)
          toastDone(t('regenerated'))
        }}
      />
    </div>
  )
}
