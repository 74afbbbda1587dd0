import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { clientCertificate, generateClientKey, updateClient } from '../../api/clients.ts'
import { useExplain } from '../../components/explain.ts'
import { Loaded } from '../../components/loaded.tsx'
import { usePermission } from '../../components/permission.ts'
import { useRealm } from '../../components/use-realm.ts'
import { SettingsForm, SettingsSection } from '../../forms/settings-form.tsx'
import { TextField } from '../../forms/text-field.tsx'
import { ToggleField } from '../../forms/toggle-field.tsx'
import { useSettingsForm } from '../../forms/use-settings-form.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Snippet } from '../../ui/snippet.tsx'
import { Strip } from '../../ui/strip.tsx'
import type { ClientTabProps } from './client-page.tsx'
import { type KeyValues, keyValuesOf, withKeyValues } from './key-values.ts'

/** Where the keys of a client are found: at an address of its own, or in a certificate that is kept here. */
export function ClientKeys({ client }: ClientTabProps) {
  const { t } = useTranslation('clients')
  const realm = useRealm()
  const manage = usePermission('manage-clients')
  const form = useSettingsForm<KeyValues>({
    loaded: keyValuesOf(client),
    names: { useUrl: t('useJwksUrl'), url: t('jwksUrl') },
    disabledReason: manage.reason,
    validate: ({ useUrl, url }) => ({ url: useUrl && !/^https?:\/\/./.test(url) ? t('jwksUrlWrong') : undefined }),
    fieldOf: ({ message }) => (/jwks/i.test(message) ? 'url' : undefined),
    save: (values) => updateClient(realm, withKeyValues(client, values)),
  })
  return (
    <>
      <SettingsForm form={form}>
        <SettingsSection title={t('jwks')} about={t('jwksAbout')}>
          <ToggleField field={form.field('useUrl')} description={t('useJwksUrlAbout')} />
          {form.values.useUrl && (
            <TextField field={form.field('url')} description={t('jwksUrlAbout')} machine required />
          )}
        </SettingsSection>
      </SettingsForm>
      {!form.values.useUrl && <Certificate client={client} />}
    </>
  )
}

function Certificate({ client }: ClientTabProps) {
  const { t } = useTranslation('clients')
  const realm = useRealm()
  const manage = usePermission('manage-clients')
  const explain = useExplain()
  const [asked, setAsked] = useState(false)
  const [privateKey, setPrivateKey] = useState<string>()
  return (
    <SettingsSection title={t('certificate')} about={t('certificateAbout')}>
      <Loaded query={clientCertificate(realm, client.id)}>
        {(certificate) =>
          certificate === null ? (
            <p>{t('noCertificate')}</p>
          ) : (
            <Snippet label={`${t('certificate')} (PEM)`} text={pem('CERTIFICATE', certificate)} />
          )
        }
      </Loaded>
      {privateKey !== undefined && (
        <>
          <Strip>{t('privateKeyOnce')}</Strip>
          <Snippet label={t('privateKey')} text={pem('RSA PRIVATE KEY', privateKey)} />
        </>
      )}
      <div>
        <ActionButton variant="default" disabledReason={manage.reason} onClick={() => setAsked(true)}>
          {t('generateKey')}
        </ActionButton>
      </div>
      <ConfirmDialog
        opened={asked}
        onClose={() => setAsked(false)}
        title={t('generateKeyTitle', { clientId: client.clientId })}
        consequences={[t('generateKeyOld'), t('privateKeyOnce')]}
        verb={t('generateKey')}
        explain={explain}
        onConfirm={async () => setPrivateKey(await generateClientKey(realm, client.id))}
      />
    </SettingsSection>
  )
}

/** @param base64 - of the DER, in one line (RFC 7468 wants 64 characters a line). */
function pem(label: string, base64: string): string {
  const lines = base64.match(/.{1,64}/g) ?? []
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n')
}
