import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Step, saveStepSettings, stepSettings } from '../../api/flows.ts'
import { usePermission } from '../../components/permission.ts'
import { ConfigProperties, defaultsOf } from '../../forms/config-properties.tsx'
import { ActionButton } from '../../ui/action-button.tsx'
import { FieldProblem, FormDialog } from '../../ui/form-dialog.tsx'
import { toastDone } from '../../ui/toast.ts'
import { useNameField } from './use-name-field.ts'

interface StepSettingsProps {
  readonly realm: string
  readonly step: Step
}

/** The settings of a step, drawn from what the server says of them. */
export function StepSettings({ realm, step }: StepSettingsProps) {
  const { t } = useTranslation('authentication')
  const manage = usePermission('manage-realm')
  const [opened, setOpened] = useState(false)
  const { displayName: name } = step
  return (
    <>
      <ActionButton
        variant="default"
        size="xs"
        aria-label={t('configureNamed', { name })}
        disabledReason={manage.reason}
        onClick={() => setOpened(true)}
      >
        {t('configure')}
      </ActionButton>
      {opened && <SettingsDialog realm={realm} step={step} onClose={() => setOpened(false)} />}
    </>
  )
}

function SettingsDialog({ realm, step, onClose }: StepSettingsProps & { readonly onClose: () => void }) {
  const { t } = useTranslation(['authentication', 'ui'])
  const { data } = useQuery(stepSettings(realm, step))
  const name = useNameField(step.alias ?? '')
  const [edited, setEdited] = useState<Readonly<Record<string, string>>>()
  const properties = data?.properties ?? []
  const config = edited ?? { ...defaultsOf(properties), ...data?.config }
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={t('configureNamed', { name: step.displayName })}
      verb={t('ui:save')}
      onProblem={name.onProblem}
      onSubmit={async () => {
        if (name.input.value.trim() === '') throw new FieldProblem(t('aliasMissing'))
        await saveStepSettings(realm, step, { alias: name.read(), config: { ...config } })
        toastDone(t('ui:saved'))
      }}
    >
      <TextInput label={t('alias')} required {...name.input} />
      <ConfigProperties properties={properties} values={config} onChange={setEdited} />
    </FormDialog>
  )
}
