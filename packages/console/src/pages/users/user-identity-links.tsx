import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { identityLinks, identityProviderAliases, linkIdentity, unlinkIdentity } from '../../api/user-presence.ts'
import { useExplain } from '../../components/explain.ts'
import { Loaded } from '../../components/loaded.tsx'
import { usePermission } from '../../components/permission.ts'
import { useRealm } from '../../components/use-realm.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PromptDialog } from '../../ui/prompt-dialog.tsx'
import type { UserTabProps } from './user-page.tsx'
import styles from './users.module.css'

export function UserIdentityLinks({ user }: UserTabProps) {
  const { t } = useTranslation('users')
  const realm = useRealm()
  const manage = usePermission('manage-users')
  const { data: providers } = useQuery(identityProviderAliases(realm))
  const [linking, setLinking] = useState(false)
  return (
    <Loaded query={identityLinks(realm, user.id)}>
      {(links) => {
        const free = (providers ?? []).filter((alias) => !links.some((link) => link.identityProvider === alias))
        const nothing = providers === undefined || free.length > 0 ? undefined : t('noProviders')
        const link = (
          <ActionButton disabledReason={manage.reason ?? nothing} onClick={() => setLinking(true)}>
            {t('link')}
          </ActionButton>
        )
        return (
          <>
            {links.length === 0 ? (
              <Notice title={t('noLinks')} action={link}>
                {t('noLinksAbout')}
              </Notice>
            ) : (
              <>
                <div className={styles['tools']}>
                  <p>{t('linksAbout')}</p>
                  {link}
                </div>
                <DataTable
                  label={t('tab-identity-provider-links')}
                  rows={links}
                  rowId={({ identityProvider = '' }) => identityProvider}
                  columns={[
                    { id: 'provider', header: t('provider'), cell: ({ identityProvider }) => identityProvider },
                    { id: 'name', header: t('accountName'), cell: ({ userName }) => userName },
                    { id: 'id', header: t('accountId'), cell: ({ userId }) => <code>{userId}</code>, secondary: true },
                  ]}
                  actions={({ identityProvider = '' }) => <Unlink user={user} provider={identityProvider} />}
                />
              </>
            )}
            {linking && <LinkDialog user={user} providers={free} onClose={() => setLinking(false)} />}
          </>
        )
      }}
    </Loaded>
  )
}

interface LinkDialogProps extends UserTabProps {
  readonly providers: readonly string[]
  readonly onClose: () => void
}

function LinkDialog({ user, providers, onClose }: LinkDialogProps) {
  const { t } = useTranslation('users')
  const realm = useRealm()
  const explain = useExplain()
  const [provider, setProvider] = useState(providers[0] ?? '')
  const [userId, setUserId] = useState('')
  const [userName, setUserName] = useState('')
  return (
    <PromptDialog
      title={t('linkTitle', { username: user.username })}
      verb={t('link')}
      explain={explain}
      onClose={onClose}
      onSubmit={async () => {
        if (userId.trim() === '') return t('accountIdMissing')
        const link = { identityProvider: provider, userId: userId.trim(), userName: userName.trim() }
        await linkIdentity(realm, user.id, link)
        return undefined
      }}
    >
      {(problem) => (
        <>
          <p>{t('linkAbout', { username: user.username })}</p>
          <NativeSelect
            label={t('provider')}
            value={provider}
            data={[...providers]}
            onChange={({ currentTarget }) => setProvider(currentTarget.value)}
          />
          <TextInput
            label={t('accountId')}
            value={userId}
            error={problem}
            required
            autoComplete="off"
            onChange={({ currentTarget }) => setUserId(currentTarget.value)}
          />
          <TextInput
            label={t('accountName')}
            value={userName}
            autoComplete="off"
            onChange={({ currentTarget }) => setUserName(currentTarget.value)}
          />
        </>
      )}
    </PromptDialog>
  )
}

function Unlink({ user, provider }: UserTabProps & { readonly provider: string }) {
  const { t } = useTranslation('users')
  const realm = useRealm()
  const manage = usePermission('manage-users')
  const explain = useExplain()
  const [asked, setAsked] = useState(false)
  const names = { provider, username: user.username }
  return (
    <>
      <ActionButton
        variant="default"
        size="xs"
        aria-label={t('unlinkNamed', names)}
        disabledReason={manage.reason}
        onClick={() => setAsked(true)}
      >
        {t('unlink')}
      </ActionButton>
      <ConfirmDialog
        opened={asked}
        onClose={() => setAsked(false)}
        title={t('unlinkTitle', names)}
        consequences={[t('unlinkNow', names)]}
        verb={t('unlinkNamed', names)}
        explain={explain}
        onConfirm={() => unlinkIdentity(realm, user.id, provider)}
      />
    </>
  )
}
