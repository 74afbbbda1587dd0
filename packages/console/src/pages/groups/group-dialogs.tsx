import { Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createGroup, type Group, moveGroup, updateGroup } from '../../api/groups.ts'
import { useExplain } from '../../components/explain.ts'
import { GroupPicker } from '../../components/group-picker.tsx'
import { useRealm } from '../../components/use-realm.ts'
import { PromptDialog } from '../../ui/prompt-dialog.tsx'
import { toastDone } from '../../ui/toast.ts'

interface CreateGroupDialogProps {
  /** Above the new group; at the top without it. */
  readonly parent?: Group
  readonly onClose: () => void
  readonly onMade: (id: string) => void
}

export function CreateGroupDialog({ parent, onClose, onMade }: CreateGroupDialogProps) {
  const { t } = useTranslation('groups')
  const realm = useRealm()
  return (
    <NameDialog
      title={parent === undefined ? t('create') : t('createIn', { name: parent.name })}
      verb={t('create')}
      start={{ name: '', description: '' }}
      onClose={onClose}
      onNamed={async (named) => onMade(await createGroup(realm, parent?.id, named))}
    />
  )
}

export function RenameGroupDialog({ group, onClose }: { readonly group: Group; readonly onClose: () => void }) {
  const { t } = useTranslation(['groups', 'ui'])
  const realm = useRealm()
  const { name, description = '' } = group
  return (
    <NameDialog
      title={t('renameTitle', { name })}
      verb={t('ui:save')}
      start={{ name, description }}
      onClose={onClose}
      onNamed={async (named) => {
        await updateGroup(realm, { ...group, ...named })
        toastDone(t('ui:saved'))
      }}
    />
  )
}

interface Named {
  readonly name: string
  readonly description: string
}

interface NameDialogProps {
  readonly title: string
  readonly verb: string
  readonly start: Named
  readonly onClose: () => void
  readonly onNamed: (named: Named) => Promise<void>
}

function NameDialog({ title, verb, start, onClose, onNamed }: NameDialogProps) {
  const { t } = useTranslation('groups')
  const explain = useExplain()
  const [named, setNamed] = useState(start)
  return (
    <PromptDialog
      title={title}
      verb={verb}
      explain={explain}
      onClose={onClose}
      onSubmit={async () => {
        const name = named.name.trim()
        if (name === '') return t('nameMissing')
        await onNamed({ name, description: named.description.trim() })
        return undefined
      }}
    >
      {(problem) => {
        const ofDescription = problem !== undefined && /description/i.test(problem)
        return (
          <Stack gap="md">
            <TextInput
              label={t('name')}
              required
              autoComplete="off"
              data-autofocus
              value={named.name}
              error={ofDescription ? undefined : problem}
              onChange={({ currentTarget }) => setNamed({ ...named, name: currentTarget.value })}
            />
            <TextInput
              label={t('description')}
              autoComplete="off"
              value={named.description}
              error={ofDescription ? problem : undefined}
              onChange={({ currentTarget }) => setNamed({ ...named, description: currentTarget.value })}
            />
          </Stack>
        )
      }}
    </PromptDialog>
  )
}

interface MoveGroupDialogProps {
  readonly group: Group
  readonly onClose: () => void
}

export function MoveGroupDialog({ group, onClose }: MoveGroupDialogProps) {
  const { t } = useTranslation('groups')
  const realm = useRealm()
  const explain = useExplain()
  const top: Group = { id: '', name: t('top') }
  const [chosen, setChosen] = useState<readonly Group[]>([])
  const [target] = chosen
  const path = group.path ?? ''
  return (
    <PromptDialog
      title={t('moveTitle', { name: group.name })}
      verb={target === undefined ? t('move') : t('moveTo', { name: target.name })}
      size="lg"
      disabledReason={target === undefined ? t('moveChoose') : undefined}
      explain={explain}
      onClose={onClose}
      onSubmit={async () => {
        await moveGroup(realm, group, target === undefined || target.id === top.id ? undefined : target.id)
        toastDone(t('moved', { name: group.name }))
        return undefined
      }}
    >
      <p>{t('moveAbout')}</p>
      <GroupPicker
        several={false}
        chosen={chosen}
        onChange={setChosen}
        {...(group.parentId !== undefined && { top })}
        refusal={({ id, path: other = '' }) => {
          if (id === group.parentId) return t('moveHere')
          return other === path || other.startsWith(`${path}/`) ? t('moveBelow') : undefined
        }}
      />
    </PromptDialog>
  )
}
