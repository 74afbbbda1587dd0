import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deleteKeyProvider, type Key, type KeyProvider, type RealmKeys, realmKeys, rotateKey } from '../../api/keys.ts'
import { useExplain } from '../../components/explain.ts'
import { Loaded } from '../../components/loaded.tsx'
import { usePermission } from '../../components/permission.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { toastDone } from '../../ui/toast.ts'
import { AddKeyProvider } from './add-key-provider.tsx'
import styles from './realm-settings.module.css'
import type { RealmTabProps } from './realm-settings-page.tsx'

const STATES = ['ACTIVE', 'PASSIVE', 'DISABLED'] as const
const TONES = { ACTIVE: 'good', PASSIVE: 'brass', DISABLED: 'plain' } as const

export function RealmKeysTab({ realm: { realm } }: RealmTabProps) {
  return <Loaded query={realmKeys(realm)}>{(keys) => <KeysAndProviders realm={realm} {...keys} />}</Loaded>
}

function KeysAndProviders({ realm, keys, providers }: RealmKeys & { readonly realm: string }) {
  const { t } = useTranslation('realm-settings')
  return (
    <>
      <section className={styles['block']} aria-labelledby="keys">
        <header>
          <div>
            <h2 id="keys">{t('keys')}</h2>
            <p>{t('keysAbout')}</p>
          </div>
        </header>
        {keys.length === 0 ? (
          <Notice title={t('keysEmpty')} />
        ) : (
          <KeyTable realm={realm} keys={keys} providers={providers} />
        )}
      </section>
      <section className={styles['block']} aria-labelledby="providers">
        <header>
          <div>
            <h2 id="providers">{t('providers')}</h2>
            <p>{t('providersAbout')}</p>
          </div>
          <AddKeyProvider realm={realm} />
        </header>
        <ProviderTable realm={realm} providers={providers} />
      </section>
    </>
  )
}

function KeyTable({ realm, keys, providers }: RealmKeys & { readonly realm: string }) {
  const { t } = useTranslation('realm-settings')
  return (
    <div className={styles['frame']}>
      <table className={styles['table']} aria-label={t('keys')}>
        <thead>
          <tr>
            <th scope="col">{t('algorithm')}</th>
            <th scope="col">{t('keyState')}</th>
            <th scope="col" data-secondary>
              {t('keyUse')}
            </th>
            <th scope="col" data-secondary>
              {t('kid')}
            </th>
            <th scope="col" data-secondary>
              {t('provider')}
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => {
            const state = STATES.find((one) => one === key.status) ?? 'DISABLED'
            const provider = providers.find(({ id }) => id === key.providerId)
            return (
              <tr key={key.kid}>
                <th scope="row">{key.algorithm}</th>
                <td>
                  <Chip tone={TONES[state]}>{t(`state-${state}`)}</Chip>
                </td>
                <td data-secondary>{t(key.use === 'ENC' ? 'use-ENC' : 'use-SIG')}</td>
                <td data-secondary>
                  <code>{key.kid}</code>
                </td>
                <td data-secondary>{provider?.name}</td>
                <td>
                  {state === 'ACTIVE' && provider !== undefined && (
                    <Rotate realm={realm} apiKey={key} provider={provider} />
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

interface RotateProps {
  readonly realm: string
  readonly apiKey: Key
  readonly provider: KeyProvider
}

function Rotate({ realm, apiKey: { algorithm = '' }, provider }: RotateProps) {
  const { t } = useTranslation('realm-settings')
  const manage = usePermission('manage-realm')
  const explain = useExplain()
  const [asked, setAsked] = useState(false)
  const madeHere = provider.providerId?.endsWith('-generated') === true
  return (
    <div className={styles['row']}>
      <ActionButton
        variant="default"
        size="xs"
        aria-label={t('rotateNamed', { algorithm })}
        disabledReason={manage.reason ?? (madeHere ? undefined : t('rotateOnly'))}
        onClick={() => setAsked(true)}
      >
        {t('rotate')}
      </ActionButton>
      <ConfirmDialog
        opened={asked}
        onClose={() => setAsked(false)}
        title={t('rotateTitle', { algorithm })}
        consequences={[t('rotateNew'), t('rotateOld', { name: provider.name }), t('rotateClients')]}
        verb={t('rotateNamed', { algorithm })}
        explain={explain}
        onConfirm={async () => {
          await rotateKey(realm, provider)
          toastDone(t('rotated'))
        }}
      />
    </div>
  )
}

function ProviderTable({ realm, providers }: { readonly realm: string; readonly providers: readonly KeyProvider[] }) {
  const { t } = useTranslation('realm-settings')
  const priorityOf = ({ config }: KeyProvider) => Number(config?.['priority']?.[0] ?? 0)
  return (
    <div className={styles['frame']}>
      <table className={styles['table']} aria-label={t('providers')}>
        <thead>
          <tr>
            <th scope="col">{t('providerName')}</th>
            <th scope="col">{t('providerType')}</th>
            <th scope="col" data-secondary>
              {t('priority')}
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {providers
            .toSorted((a, b) => priorityOf(b) - priorityOf(a))
            .map((provider) => (
              <tr key={provider.id}>
                <th scope="row">{provider.name}</th>
                <td>
                  <code>{provider.providerId}</code>
                </td>
                <td data-secondary>{priorityOf(provider)}</td>
                <td>
                  <DeleteProvider realm={realm} provider={provider} />
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  )
}

function DeleteProvider({ realm, provider: { id, name } }: { readonly realm: string; readonly provider: KeyProvider }) {
  const { t } = useTranslation('realm-settings')
  const manage = usePermission('manage-realm')
  const explain = useExplain()
  const [asked, setAsked] = useState(false)
  return (
    <div className={styles['row']}>
      <ActionButton
        variant="default"
        size="xs"
        aria-label={t('providerDelete', { name })}
        disabledReason={manage.reason}
        onClick={() => setAsked(true)}
      >
        {t('remove')}
      </ActionButton>
      <ConfirmDialog
        opened={asked}
        onClose={() => setAsked(false)}
        title={t('providerDeleteTitle', { name })}
        consequences={[t('providerDeleteTokens'), t('providerDeleteKey')]}
        verb={t('providerDelete', { name })}
        explain={explain}
        onConfirm={() => deleteKeyProvider(realm, id)}
      />
    </div>
  )
}
