import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { invalidateRotatedSecret } from '../../api/clients.ts'
import { ROTATED } from '../../api/secret-attributes.ts'
import { useExplain } from '../../components/explain.ts'
import { usePermission } from '../../components/permission.ts'
import { useRealm } from '../../components/use-realm.ts'
import { SettingsSection } from '../../forms/settings-form.tsx'
import { ActionButton } from '../../ui/action-button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Moment } from '../../ui/moment.tsx'
import { SecretField } from '../../ui/secret-field.tsx'
import { toastDone } from '../../ui/toast.ts'
import type { ClientTabProps } from './client-page.tsx'
import type { SecretLives } from './secret-lives.ts'

interface RotatedSecretProps extends ClientTabProps {
  readonly life: NonNullable<SecretLives['rotated']>
}

/** The secret before the present one: an application that has not been given the new one goes on with it. */
export function RotatedSecret({ client, life }: RotatedSecretProps) {
  const { t } = useTranslation('client-policies')
  // not told to who may do less than the client's service account
  const secret = client.attributes?.[ROTATED]
  return (
    <SettingsSection title={t('rotated')} about={t('rotatedAbout')}>
      {!life.isOver && secret !== undefined && <SecretField label={t('rotated')} value={String(secret)} />}
      <p>
        {t(life.isOver ? 'rotatedEnded' : 'ends')} <Moment at={life.ends} />
      </p>
      <Invalidate client={client} />
    </SettingsSection>
  )
}

function Invalidate({ client }: ClientTabProps) {
  const { t } = useTranslation('client-policies')
  const realm = useRealm()
  const manage = usePermission('manage-clients')
  const explain = useExplain()
  const [asked, setAsked] = useState(false)
  return (
    <div>
      <ActionButton variant="default" disabledReason={manage.reason} onClick={() => setAsked(true)}>
        {t('invalidate')}
      </ActionButton>
      <ConfirmDialog
        opened={asked}
        onClose={() => setAsked(false)}
        title={t('invalidateTitle', { clientId: client.clientId })}
        consequences={[t('invalidateNow'), t('invalidatePresent')]}
        verb={t('invalidate')}
        explain={explain}
        onConfirm={async () => {
          await invalidateRotatedSecret(realm, client.id)
          toastDone(t('invalidated'))
        }}
      />
    </div>
  )
}
