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
import { Strip } from '../../ui/strip.tsx'
import { toastDone } from '../../ui/toast.ts'
import type { ClientTabProps } from './client-page.tsx'
import { RotatedSecret } from './rotated-secret.tsx'
import { type SecretLives, secretLivesOf } from './secret-lives.ts'
import { type RotatingPolicies, SecretRotation, useRotatingPolicies } from './secret-rotation.tsx'

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
  return <Secrets client={client} />
}

function Secrets({ client }: ClientTabProps) {
  const lives = secretLivesOf(client, Date.now())
  const policies = useRotatingPolicies()
  return (
    <>
      <Secret client={client} lives={lives} policies={policies} />
      {lives.rotated && <RotatedSecret client={client} life={lives.rotated} />}
      <SecretRotation rotates={lives.ends !== undefined} policies={policies} />
    </>
  )
}

interface SecretProps extends ClientTabProps {
  readonly lives: SecretLives
  readonly policies: RotatingPolicies
}

function Secret({ client, lives: { made, ends, isOver }, policies }: SecretProps) {
  const { t } = useTranslation(['clients', 'client-policies'])
  const realm = useRealm()
  return (
    <SettingsSection title={t('secret')} about={t('secretAbout')}>
      {isOver && <Strip>{t('client-policies:secretOver')}</Strip>}
      <Loaded query={clientSecret(realm, client)}>
        {(secret) => <SecretField label={t('secret')} value={secret} description={t('secretHint')} />}
      </Loaded>
      {(made !== undefined || ends !== undefined) && (
        <p>
          {made !== undefined && (
            <>
              {t('secretMade')} <Moment at={made} />
            </>
          )}
          {made !== undefined && ends !== undefined && ' · '}
          {ends !== undefined && (
            <>
              {t(isOver ? 'client-policies:ended' : 'client-policies:ends')} <Moment at={ends} />
            </>
          )}
        </p>
      )}
      <Regenerate client={client} rotates={ends !== undefined} policies={policies} />
    </SettingsSection>
  )
}

interface RegenerateProps extends ClientTabProps {
  /** Whether a client policy applied to the client when it was last changed. */
  readonly rotates: boolean
  readonly policies: RotatingPolicies
}

function Regenerate({ client, rotates, policies = [] }: RegenerateProps) {
  const { t } = useTranslation(['clients', 'client-policies'])
  const realm = useRealm()
  const manage = usePermission('manage-clients')
  const explain = useExplain()
  const [asked, setAsked] = useState(false)
  const now =
    policies.length === 0 ? t('regenerateNow') : t('client-policies:regeneratePerhaps', { names: policies.join(', ') })
  const consequences = rotates
    ? [t('client-policies:regenerateRotates'), t('client-policies:regenerateLast')]
    : [now, t('regenerateSessions')]
  return (
    <div>
      <ActionButton variant="default" disabledReason={manage.reason} onClick={() => setAsked(true)}>
        {t('regenerate')}
      </ActionButton>
      <ConfirmDialog
        opened={asked}
        onClose={() => setAsked(false)}
        title={t('regenerateTitle', { clientId: client.clientId })}
        consequences={consequences}
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
