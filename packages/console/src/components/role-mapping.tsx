import { Button, Switch, TextInput } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HeldRole, RoleSource } from '../api/inherited-roles.ts'
import { ownWords } from '../api/own-words.ts'
import { type HeldRoles, heldRoles, type RoleHolder, takeRoles } from '../api/role-mappings.ts'
import { ownerOf, type Role } from '../api/roles.ts'
import { paths } from '../paths.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { Chip } from '../ui/chip.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { Icon } from '../ui/icon.tsx'
import { Link } from '../ui/link.tsx'
import { Notice } from '../ui/notice.tsx'
import { Strip } from '../ui/strip.tsx'
import { toastDone } from '../ui/toast.ts'
import { useListSearch } from '../ui/use-list-search.ts'
import { AssignRoles } from './assign-roles.tsx'
import { useExplain } from './explain.ts'
import { Loaded } from './loaded.tsx'
import styles from './role-mapping.module.css'
import { useRealm } from './use-realm.ts'

interface RoleMappingProps {
  readonly holder: RoleHolder
  /** Why roles can be neither given nor taken. */
  readonly disabledReason: string | undefined
}

/** The roles of a user, of a group, or those that a role stands for; with where each comes from. */
export function RoleMapping(props: RoleMappingProps) {
  const realm = useRealm()
  return <Loaded query={heldRoles(realm, props.holder)}>{(held) => <LoadedMapping {...props} {...held} />}</Loaded>
}

function LoadedMapping({ holder, disabledReason, held, partial, clientIds }: RoleMappingProps & HeldRoles) {
  const { t } = useTranslation(['roles', 'ui'])
  const { search, typed, setTyped, setSearch } = useListSearch()
  const [inherited, setInherited] = useInherited()
  const assign = <AssignRoles holder={holder} held={held} disabledReason={disabledReason} />
  if (held.length === 0) {
    return (
      <Notice title={t(`none-${holder.kind}`)} action={assign}>
        {t(`noneAbout-${holder.kind}`)}
      </Notice>
    )
  }
  const sought = (search.q ?? '').toLowerCase()
  const shown = held
    .filter((one) => inherited || isGiven(one))
    .filter(({ role }) => `${role.name} ${clientIdOf(role, clientIds) ?? ''}`.toLowerCase().includes(sought))
    .toSorted((a, b) => Number(isGiven(b)) - Number(isGiven(a)) || a.role.name.localeCompare(b.role.name))
  return (
    <section aria-label={t('roles')}>
      <div className={styles['tools']}>
        <TextInput
          className={styles['search'] ?? ''}
          type="search"
          aria-label={t('search')}
          placeholder={t('search')}
          leftSection={<Icon name="search" size={16} />}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <Switch
          label={t('inherited')}
          checked={inherited}
          onChange={({ currentTarget }) => setInherited(currentTarget.checked)}
        />
        {assign}
      </div>
      {partial && <Strip>{t('partial')}</Strip>}
      {shown.length === 0 ? (
        <Notice
          title={sought === '' ? t('noneGiven') : t('ui:nothingFound', { text: search.q ?? '' })}
          action={
            sought !== '' && (
              <Button variant="default" onClick={() => setSearch({ q: undefined })}>
                {t('ui:clearSearch')}
              </Button>
            )
          }
        />
      ) : (
        <DataTable
          label={t('roles')}
          narrow="blocks"
          rows={shown}
          rowId={({ role }) => role.id}
          actions={(one) => <Take holder={holder} held={one} disabledReason={disabledReason} />}
          columns={[
            {
              id: 'name',
              header: t('name'),
              cell: ({ role }) => <RoleName role={role} clientId={clientIdOf(role, clientIds)} />,
            },
            { id: 'from', header: t('from'), cell: ({ sources }) => <Sources sources={sources} /> },
            {
              id: 'description',
              header: t('description'),
              cell: ({ role }) => ownWords(role.description),
              secondary: true,
            },
          ]}
        />
      )}
    </section>
  )
}

function RoleName({ role, clientId }: { readonly role: Role; readonly clientId: string | undefined }) {
  return (
    <span className={styles['role']}>
      <RoleLink role={role}>{role.name}</RoleLink>
      {clientId !== undefined && <Chip>{clientId}</Chip>}
    </span>
  )
}

interface RoleLinkProps {
  readonly role: Role
  readonly tab?: string
  readonly children: ReactNode
}

function RoleLink({ role, tab, children }: RoleLinkProps) {
  const realm = useRealm()
  const owner = ownerOf(role)
  const to = owner === undefined ? paths.role(realm, role.id, tab) : paths.clientRole(realm, owner, role.id, tab)
  return <Link to={to}>{children}</Link>
}

/** Each leads to where the role can be taken away. */
function Sources({ sources }: { readonly sources: readonly RoleSource[] }) {
  const { t } = useTranslation('roles')
  const realm = useRealm()
  return (
    <ul className={styles['sources']}>
      {sources.map((source) => {
        if (source.kind === 'given') return <li key="given">{t('given')}</li>
        if (source.kind === 'group') {
          return (
            <li key={source.id}>
              <Link to={paths.group(realm, source.id, 'role-mapping')}>{t('fromGroup', { path: source.path })}</Link>
            </li>
          )
        }
        return (
          <li key={source.role.id}>
            <RoleLink role={source.role} tab="associated-roles">
              {t('fromRole', { role: source.role.name })}
            </RoleLink>
          </li>
        )
      })}
    </ul>
  )
}

interface TakeProps {
  readonly holder: RoleHolder
  readonly held: HeldRole
  readonly disabledReason: string | undefined
}

function Take({ holder, held, disabledReason }: TakeProps) {
  const { t } = useTranslation(['roles', 'ui'])
  const realm = useRealm()
  const explain = useExplain()
  const [asked, setAsked] = useState(false)
  const names = { role: held.role.name, name: holder.name }
  const stays = held.sources.some(({ kind }) => kind !== 'given')
  return (
    <>
      <ActionButton
        variant="default"
        size="xs"
        aria-label={t('takeNamed', names)}
        disabledReason={disabledReason ?? (isGiven(held) ? undefined : t('takeThere'))}
        onClick={() => setAsked(true)}
      >
        {t('ui:remove')}
      </ActionButton>
      <ConfirmDialog
        opened={asked}
        onClose={() => setAsked(false)}
        title={t(`takeTitle-${holder.kind}`, names)}
        consequences={[
          stays ? t('takeStays') : t(`takeGoes-${holder.kind}`, names),
          ...(held.role.composite && !stays ? [t('takeComposite')] : []),
        ]}
        verb={t('takeNamed', names)}
        explain={explain}
        onConfirm={async () => {
          await takeRoles(realm, holder, [held.role])
          toastDone(t('taken', names))
        }}
      />
    </>
  )
}

/** Whether inherited roles are shown, which the address holds. */
function useInherited(): readonly [boolean, (shown: boolean) => void] {
  const search: { readonly inherited?: unknown } = useSearch({ strict: false })
  const navigate = useNavigate()
  return [
    search.inherited !== false,
    (shown) =>
      void navigate({
        to: '.',
        search: (old: object) => ({ ...old, inherited: shown ? undefined : false }),
        resetScroll: false,
      }),
  ]
}

function isGiven({ sources }: HeldRole): boolean {
  return sources.some(({ kind }) => kind === 'given')
}

function clientIdOf(role: Role, clientIds: ReadonlyMap<string, string>): string | undefined {
  const owner = ownerOf(role)
  return owner === undefined ? undefined : clientIds.get(owner)
}
