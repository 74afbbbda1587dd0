import { Button, Switch } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  actionSettings,
  moveAction,
  type RequiredAction,
  requiredActions,
  saveActionSettings,
  updateAction,
} from '../../api/required-actions.ts'
import { useExplain } from '../../components/explain.ts'
import { Loaded } from '../../components/loaded.tsx'
import { usePermission } from '../../components/permission.ts'
import { ConfigProperties, defaultsOf } from '../../forms/config-properties.tsx'
import { ActionButton } from '../../ui/action-button.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { Strip } from '../../ui/strip.tsx'
import { toastDone, toastProblem } from '../../ui/toast.ts'
import styles from './authentication.module.css'

export function RequiredActions({ realm }: { readonly realm: string }) {
  return (
    <div className={styles['tab']}>
      <Loaded query={requiredActions(realm)}>{(actions) => <ActionTable realm={realm} actions={actions} />}</Loaded>
    </div>
  )
}

function ActionTable({ realm, actions }: { readonly realm: string; readonly actions: readonly RequiredAction[] }) {
  const { t } = useTranslation(['authentication', 'ui'])
  const manage = usePermission('manage-realm')
  const explain = useExplain()
  const attempt = async (change: () => Promise<void>) => {
    try {
      await change()
    } catch (error) {
      toastProblem(t('ui:notSaved'), explain(error))
    }
  }
  const toggle = (action: RequiredAction, change: Partial<RequiredAction>) =>
    void attempt(() => updateAction(realm, { ...action, ...change }))
  return (
    <>
      {manage.reason !== undefined && <Strip>{t('ui:readOnly', { reason: manage.reason })}</Strip>}
      <p className={styles['legend']}>
        {t('actionsAbout')} {t('actionDefaultAbout')}
      </p>
      <DataTable
        label={t('actions')}
        narrow="blocks"
        rows={actions}
        rowId={({ alias }) => alias}
        columns={[
          { id: 'name', header: t('actionName'), cell: nameOf },
          {
            id: 'enabled',
            header: t('actionEnabled'),
            named: true,
            cell: (action) => (
              <Switch
                aria-label={t('enabledNamed', { name: nameOf(action) })}
                checked={action.enabled === true}
                disabled={!manage.allowed}
                onChange={({ currentTarget }) => toggle(action, { enabled: currentTarget.checked })}
              />
            ),
          },
          {
            id: 'default',
            header: t('actionDefault'),
            named: true,
            cell: (action) => (
              <Switch
                aria-label={t('defaultNamed', { name: nameOf(action) })}
                checked={action.defaultAction === true}
                // who may not do it need not do it
                disabled={!manage.allowed || action.enabled !== true}
                onChange={({ currentTarget }) => toggle(action, { defaultAction: currentTarget.checked })}
              />
            ),
          },
        ]}
        actions={(action) => (
          <>
            {(['up', 'down'] as const).map((direction) => (
              <Button
                key={direction}
                variant="default"
                size="xs"
                aria-label={t(direction, { name: nameOf(action) })}
                disabled={!manage.allowed || action === (direction === 'up' ? actions[0] : actions.at(-1))}
                onClick={() => void attempt(() => moveAction(realm, action.alias, direction))}
              >
                {direction === 'up' ? '↑' : '↓'}
              </Button>
            ))}
            <ActionSettings realm={realm} action={action} />
          </>
        )}
      />
    </>
  )
}

interface ActionSettingsProps {
  readonly realm: string
  readonly action: RequiredAction
}

function ActionSettings({ realm, action }: ActionSettingsProps) {
  const { t } = useTranslation('authentication')
  const manage = usePermission('manage-realm')
  const [opened, setOpened] = useState(false)
  return (
    <>
      <ActionButton
        variant="default"
        size="xs"
        aria-label={t('configureNamed', { name: nameOf(action) })}
        disabledReason={manage.reason}
        onClick={() => setOpened(true)}
      >
        {t('configure')}
      </ActionButton>
      {opened && <SettingsDialog realm={realm} action={action} onClose={() => setOpened(false)} />}
    </>
  )
}

function SettingsDialog({ realm, action, onClose }: ActionSettingsProps & { readonly onClose: () => void }) {
  const { t } = useTranslation(['authentication', 'ui'])
  const explain = useExplain()
  const { data } = useQuery(actionSettings(realm, action.alias))
  const [edited, setEdited] = useState<Readonly<Record<string, string>>>()
  const [problem, setProblem] = useState<string>()
  const properties = data?.properties ?? []
  const config = edited ?? { ...defaultsOf(properties), ...data?.config }
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={t('configureNamed', { name: nameOf(action) })}
      verb={t('ui:save')}
      onProblem={(error) => setProblem(explain(error))}
      onSubmit={async () => {
        await saveActionSettings(realm, action.alias, { ...config })
        toastDone(t('ui:saved'))
      }}
    >
      {data !== undefined && properties.length === 0 && <p>{t('noSettings')}</p>}
      {problem !== undefined && <Strip>{problem}</Strip>}
      <ConfigProperties properties={properties} values={config} onChange={setEdited} />
    </FormDialog>
  )
}

function nameOf({ name, alias }: RequiredAction): string {
  return name ?? alias
}
