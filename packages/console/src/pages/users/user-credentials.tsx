import { Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  deleteCredential,
  labelCredential,
  moveCredential,
  setPassword,
  type UserCredential,
  userCredentials,
} from '../../api/users.ts'
import { useExplain } from '../../components/explain.ts'
import { Loaded } from '../../components/loaded.tsx'
import { usePermission } from '../../components/permission.ts'
import { useRealm } from '../../components/use-realm.ts'
import { PasswordField } from '../../forms/password-field.tsx'
import { ActionButton } from '../../ui/action-button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PromptDialog } from '../../ui/prompt-dialog.tsx'
import { toastDone, toastProblem } from '../../ui/toast.ts'
import type { UserTabProps } from './user-page.tsx'
import styles from './users.module.css'

const KNOWN = ['password', 'otp', 'webauthn', 'webauthn-passwordless', 'recovery-authn-codes'] as const

export function UserCredentials({ user }: UserTabProps) {
  const { t } = useTranslation('users')
  const realm = useRealm()
  const manage = usePermission('manage-users')
  const [asked, setAsked] = useState(false)
  return (
    <Loaded query={userCredentials(realm, user.id)}>
      {(credentials) => {
        const has = credentials.some(({ type }) => type === 'password')
        const set = (
          <ActionButton disabledReason={manage.reason} onClick={() => setAsked(true)}>
            {t(has ? 'resetPassword' : 'setPassword')}
          </ActionButton>
        )
        return (
          <>
            {credentials.length === 0 ? (
              <Notice title={t('noCredentials')} action={set}>
                {t('noCredentialsAbout')}
              </Notice>
            ) : (
              <>
                <div className={styles['tools']}>
                  <p>{t('credentialsAbout')}</p>
                  {set}
                </div>
                <CredentialTable user={user} credentials={credentials} />
              </>
            )}
            {asked && <PasswordDialog user={user} has={has} onClose={() => setAsked(false)} />}
          </>
        )
      }}
    </Loaded>
  )
}

interface CredentialTableProps extends UserTabProps {
  readonly credentials: readonly UserCredential[]
}

function CredentialTable({ user, credentials }: CredentialTableProps) {
  const { t } = useTranslation('users')
  return (
    <DataTable
      label={t('tab-credentials')}
      rows={credentials}
      rowId={({ id }) => id}
      columns={[
        { id: 'type', header: t('credentialType'), cell: ({ type }) => <CredentialType type={type} /> },
        {
          id: 'label',
          header: t('label'),
          cell: ({ userLabel }) => userLabel || <span className={styles['muted']}>{t('noLabel')}</span>,
        },
        {
          id: 'made',
          header: t('made'),
          cell: ({ createdDate = 0 }) => createdDate > 0 && <Moment at={createdDate} />,
          secondary: true,
        },
      ]}
      actions={(credential) => <CredentialActions user={user} credential={credential} credentials={credentials} />}
    />
  )
}

function CredentialType({ type }: { readonly type: string }) {
  const { t } = useTranslation('users')
  const known = KNOWN.find((one) => one === type)
  return known === undefined ? type : t(`credential-${known}`)
}

interface CredentialActionsProps extends CredentialTableProps {
  readonly credential: UserCredential
}

function CredentialActions({ user, credential, credentials }: CredentialActionsProps) {
  const { t } = useTranslation(['users', 'ui'])
  const realm = useRealm()
  const manage = usePermission('manage-users')
  const explain = useExplain()
  const [asked, setAsked] = useState<'label' | 'delete'>()
  const at = credentials.indexOf(credential)
  const known = KNOWN.find((one) => one === credential.type)
  const kind = known === undefined ? credential.type : t(`credential-${known}`)
  const name = credential.userLabel ? `${kind} ${credential.userLabel}` : kind
  const common = { variant: 'default', size: 'xs' } as const
  const close = () => setAsked(undefined)
  const moveUp = async () => {
    try {
      await moveCredential(realm, user.id, credential.id, credentials[at - 2]?.id)
    } catch (error) {
      toastProblem(t('ui:notSaved'), explain(error))
    }
  }
  return (
    <>
      {credentials.length > 1 && (
        <ActionButton
          {...common}
          aria-label={t('moveUpNamed', { name })}
          disabledReason={manage.reason ?? (at === 0 ? t('isFirst') : undefined)}
          onClick={() => void moveUp()}
        >
          {t('moveUp')}
        </ActionButton>
      )}
      <ActionButton
        {...common}
        aria-label={t('labelNamed', { name })}
        disabledReason={manage.reason}
        onClick={() => setAsked('label')}
      >
        {t('label')}
      </ActionButton>
      <ActionButton
        {...common}
        aria-label={t('deleteNamed', { username: name })}
        disabledReason={manage.reason}
        onClick={() => setAsked('delete')}
      >
        {t('deleteIt')}
      </ActionButton>
      {asked === 'label' && <LabelDialog user={user} credential={credential} name={name} onClose={close} />}
      <ConfirmDialog
        opened={asked === 'delete'}
        onClose={close}
        title={t('deleteCredentialTitle', { name, username: user.username })}
        consequences={[
          t('deleteCredentialNow'),
          ...(credentials.length === 1 ? [t('deleteCredentialLast', { username: user.username })] : []),
        ]}
        verb={t('deleteNamed', { username: name })}
        explain={explain}
        onConfirm={() => deleteCredential(realm, user.id, credential.id)}
      />
    </>
  )
}

interface LabelDialogProps extends UserTabProps {
  readonly credential: UserCredential
  readonly name: string
  readonly onClose: () => void
}

function LabelDialog({ user, credential, name, onClose }: LabelDialogProps) {
  const { t } = useTranslation(['users', 'ui'])
  const realm = useRealm()
  const explain = useExplain()
  const [label, setLabel] = useState(credential.userLabel ?? '')
  return (
    <PromptDialog
      title={t('labelNamed', { name })}
      verb={t('ui:save')}
      explain={explain}
      onClose={onClose}
      onSubmit={async () => {
        await labelCredential(realm, user.id, credential.id, label.trim())
        return undefined
      }}
    >
      {(problem) => (
        <TextInput
          label={t('label')}
          description={t('labelAbout')}
          value={label}
          error={problem}
          autoComplete="off"
          data-autofocus
          onChange={({ currentTarget }) => setLabel(currentTarget.value)}
        />
      )}
    </PromptDialog>
  )
}

interface PasswordDialogProps extends UserTabProps {
  readonly has: boolean
  readonly onClose: () => void
}

function PasswordDialog({ user, has, onClose }: PasswordDialogProps) {
  const { t } = useTranslation('users')
  const realm = useRealm()
  const explain = useExplain()
  const [password, setTyped] = useState('')
  const [temporary, setTemporary] = useState(true)
  const { username } = user
  return (
    <PromptDialog
      title={t(has ? 'resetPasswordTitle' : 'setPasswordTitle', { username })}
      verb={t(has ? 'resetPassword' : 'setPassword')}
      explain={explain}
      onClose={onClose}
      onSubmit={async () => {
        if (password === '') return t('passwordMissing')
        await setPassword(realm, user.id, password, temporary)
        toastDone(t('passwordSet', { username }))
        return undefined
      }}
    >
      {(problem) => (
        <>
          <PasswordField label={t('password')} value={password} error={problem} onChange={setTyped} focused />
          <Switch
            label={t('temporary')}
            description={t('temporaryAbout')}
            checked={temporary}
            onChange={({ currentTarget }) => setTemporary(currentTarget.checked)}
          />
        </>
      )}
    </PromptDialog>
  )
}
