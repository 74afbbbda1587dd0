import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Group } from '../api/groups.ts'
import { useExplain } from '../components/explain.ts'
import { GroupPicker } from '../components/group-picker.tsx'
import { PromptDialog } from '../ui/prompt-dialog.tsx'
import { ChosenField } from './chosen-field.tsx'
import type { Field } from './use-settings-form.ts'

interface GroupFieldProps {
  /** The group's path. */
  readonly field: Field<string>
  readonly description?: string
  readonly required?: boolean
}

/** A group, found in the tree, or typed. */
export function GroupField(props: GroupFieldProps) {
  const { t } = useTranslation('groups')
  const { onChange } = props.field
  return (
    <ChosenField {...props} verb={t('chooseGroup')}>
      {(close) => <GroupDialog onClose={close} onChosen={onChange} />}
    </ChosenField>
  )
}

interface GroupDialogProps {
  readonly onClose: () => void
  readonly onChosen: (path: string) => void
}

function GroupDialog({ onClose, onChosen }: GroupDialogProps) {
  const { t } = useTranslation('groups')
  const explain = useExplain()
  const [[chosen], setChosen] = useState<readonly Group[]>([])
  return (
    <PromptDialog
      title={t('chooseGroup')}
      verb={chosen === undefined ? t('chooseGroup') : t('chooseNamed', { name: chosen.name })}
      size="lg"
      disabledReason={chosen === undefined ? t('chooseGroupFirst') : undefined}
      explain={explain}
      onClose={onClose}
      onSubmit={async () => {
        if (chosen !== undefined) onChosen(chosen.path ?? `/${chosen.name}`)
        return undefined
      }}
    >
      <GroupPicker
        several={false}
        chosen={chosen === undefined ? [] : [chosen]}
        onChange={setChosen}
        refusal={() => undefined}
      />
    </PromptDialog>
  )
}
