import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deleteKeyProvider, type Key, type KeyProvider, type RealmKeys, realmKeys, rotateKey } from '../../api/keys.ts'
import { useExplain } from '../../components/explain.ts'
import { Loaded } from '../../components/loaded.tsx'
import { usePermission } from '../../components/permission.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { DataTable } from '../../ui/data-table.tsx'
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
  const providerOf = (key: Key) => providers.find(({ id }) => id === key.providerId)
  return (
    <DataTable
      label={t('keys')}
      rows={keys}
      rowId={({ kid = '' }) => kid}
      columns={[
        { id: 'algorithm', header: t('algorithm'), cell: ({ algorithm }) => algorithm },
        {
          id: 'state',
          header: t('keyState'),
          cell: (key) => <Chip tone={TONES[stateOf(key)]}>{t(`state-${stateOf(key)}`)}</Chip>,
        },
        {
          id: 'use',
          header: t('keyUse'),
          cell: ({ use }) => t(use === 'ENC' ? 'use-ENC' : 'use-SIG'),
          secondary: true,
        },
        { id: 'kid', header: t('kid'), cell: ({ kid }) => <code>{kid}</code>, secondary: true },
        { id: 'provider', header: t('provider'), cell: (key) => providerOf(key)?.name, secondary: true },
      ]}
      actions={(key) => {
        const provider = providerOf(key)
        return stateOf(key) === 'ACTIVE' && provider && <Rotate realm={realm} apiKey={key} provider={provider} />
      }}
    />
  )
}

function stateOf({ status }: Key) {
  return STATES.find((one) => one === status) ?? 'DISABLED'
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
    <>
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
    </>
  )
}

function ProviderTable({ realm, providers }: { readonly realm: string; readonly providers: readonly KeyProvider[] }) {
  const { t } = useTranslation('realm-settings')
  const priorityOf = ({ config }: KeyProvider) => Number(config?.['priority']?.[0] ?? 0)
  return (
    <DataTable
      label={t('providers')}
      rows={providers.toSorted((a, b) => priorityOf(b) - priorityOf(a))}
      rowId={({ id = '' }) => id}
      columns={[
        { id: 'name', header: t('providerName'), cell: ({ name }) => name },
        { id: 'type', header: t('providerType'), cell: ({ providerId }) => <code>{providerId}</code> },
        { id: 'priority', header: t('priority'), cell: priorityOf, secondary: true },
      ]}
      actions={(provider) => <DeleteProvider realm={realm} provider={provider} />}
    />
  )
}

function DeleteProvider({ realm, provider: { id, name } }: { readonly realm: string; readonly provider: KeyProvider }) {
  const { t } = useTranslation('realm-settings')
  const manage = usePermission('manage-realm')
  const explain = useExplain()
  const [asked, setAsked] = useState(false)
  return (
    <>
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
    </>
  )
}
