import { Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { clearEvents, type EventsConfig, eventsConfig, updateEventsConfig } from '../../api/events.ts'
import { serverInfo } from '../../api/server-info.ts'
import { useExplain } from '../../components/explain.ts'
import { Loaded } from '../../components/loaded.tsx'
import { usePermission } from '../../components/permission.ts'
import { useRealm } from '../../components/use-realm.ts'
import { DurationField } from '../../forms/duration-field.tsx'
import { SettingsForm, SettingsSection } from '../../forms/settings-form.tsx'
import { ToggleField } from '../../forms/toggle-field.tsx'
import { type Field, useSettingsForm } from '../../forms/use-settings-form.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { toastDone } from '../../ui/toast.ts'
import styles from './events.module.css'

interface ConfigValues {
  readonly eventsEnabled: boolean
  /** Seconds; 0 is for ever. */
  readonly eventsExpiration: number
  readonly enabledEventTypes: readonly string[]
  readonly adminEventsEnabled: boolean
  readonly adminEventsDetailsEnabled: boolean
}

export function EventSettings() {
  const realm = useRealm()
  return <Loaded query={eventsConfig(realm)}>{(config) => <ConfigForm realm={realm} config={config} />}</Loaded>
}

function ConfigForm({ realm, config }: { readonly realm: string; readonly config: EventsConfig }) {
  const { t } = useTranslation('events')
  const manage = usePermission('manage-events')
  const form = useSettingsForm<ConfigValues>({
    loaded: {
      eventsEnabled: config.eventsEnabled ?? false,
      eventsExpiration: config.eventsExpiration ?? 0,
      enabledEventTypes: (config.enabledEventTypes ?? []).toSorted(),
      adminEventsEnabled: config.adminEventsEnabled ?? false,
      adminEventsDetailsEnabled: config.adminEventsDetailsEnabled ?? false,
    },
    names: {
      eventsEnabled: t('eventsEnabled'),
      eventsExpiration: t('eventsExpiration'),
      enabledEventTypes: t('enabledEventTypes'),
      adminEventsEnabled: t('adminEventsEnabled'),
      adminEventsDetailsEnabled: t('adminEventsDetailsEnabled'),
    },
    disabledReason: manage.reason,
    validate: ({ eventsEnabled, enabledEventTypes }) => ({
      // Keycloak reads an empty list as "all"
      enabledEventTypes: eventsEnabled && enabledEventTypes.length === 0 ? t('typesMissing') : undefined,
    }),
    save: ({ enabledEventTypes, ...values }) =>
      updateEventsConfig(realm, { ...config, ...values, enabledEventTypes: [...enabledEventTypes] }),
  })
  const { eventsEnabled, adminEventsEnabled } = form.values
  return (
    <SettingsForm form={form}>
      <SettingsSection title={t('saving')} about={t('savingAbout')}>
        <ToggleField field={form.field('eventsEnabled')} description={t('eventsEnabledAbout')} />
        {eventsEnabled && (
          <>
            <DurationField field={form.field('eventsExpiration')} description={t('eventsExpirationAbout')} />
            <EventTypes field={form.field('enabledEventTypes')} />
          </>
        )}
      </SettingsSection>
      <SettingsSection title={t('adminSaving')} about={t('adminSavingAbout')}>
        <ToggleField field={form.field('adminEventsEnabled')} description={t('adminEventsEnabledAbout')} />
        {adminEventsEnabled && (
          <ToggleField
            field={form.field('adminEventsDetailsEnabled')}
            description={t('adminEventsDetailsEnabledAbout')}
          />
        )}
      </SettingsSection>
      <SettingsSection title={t('clear')} about={t('clearGone')}>
        <div className={styles['buttons']}>
          <Clear realm={realm} kind="login" label={t('clearUser')} title={t('clearUserTitle', { realm })} />
          <Clear realm={realm} kind="admin" label={t('clearAdmin')} title={t('clearAdminTitle', { realm })} />
        </div>
      </SettingsSection>
    </SettingsForm>
  )
}

function EventTypes({ field }: { readonly field: Field<readonly string[]> }) {
  const { t } = useTranslation('events')
  const { data } = useQuery(serverInfo())
  const all = [...new Set([...(data?.enums?.['eventType'] ?? []), ...field.value])].toSorted()
  return (
    <details className={styles['types']} open={field.error !== undefined || undefined}>
      <summary>
        {field.label}: {field.value.length}
      </summary>
      <Checkbox.Group
        aria-label={t('chooseTypes')}
        error={field.error}
        value={[...field.value]}
        onChange={(chosen: string[]) => field.onChange(chosen.toSorted())}
      >
        <div className={styles['boxes']}>
          {all.map((type) => (
            <Checkbox key={type} size="xs" value={type} label={type} disabled={field.disabled} />
          ))}
        </div>
      </Checkbox.Group>
    </details>
  )
}

interface ClearProps {
  readonly realm: string
  readonly kind: 'login' | 'admin'
  readonly label: string
  readonly title: string
}

function Clear({ realm, kind, label, title }: ClearProps) {
  const { t } = useTranslation('events')
  const manage = usePermission('manage-events')
  const explain = useExplain()
  const [asked, setAsked] = useState(false)
  return (
    <>
      <ActionButton variant="default" disabledReason={manage.reason} onClick={() => setAsked(true)}>
        {label}
      </ActionButton>
      <ConfirmDialog
        opened={asked}
        onClose={() => setAsked(false)}
        title={title}
        consequences={[t('clearGone')]}
        verb={label}
        explain={explain}
        onConfirm={async () => {
          await clearEvents(realm, kind)
          toastDone(t('cleared'))
        }}
      />
    </>
  )
}
