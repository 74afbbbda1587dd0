import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AssignedScope, Assignment } from '../api/client-scopes.ts'
import { toastDone, toastProblem } from '../ui/toast.ts'
import styles from './assignment-select.module.css'
import { useExplain } from './explain.ts'

interface AssignmentSelectProps {
  readonly scope: AssignedScope
  readonly choices: readonly Assignment[]
  readonly disabledReason: string | undefined
  readonly onChange: (to: Assignment) => Promise<void>
}

/** The type of a scope in its row, changed at once. */
export function AssignmentSelect({ scope, choices, disabledReason, onChange }: AssignmentSelectProps) {
  const { t } = useTranslation('scopes')
  const explain = useExplain()
  const [wanted, setWanted] = useState<Assignment>()
  const change = async (to: Assignment) => {
    setWanted(to)
    try {
      await onChange(to)
      toastDone(t('assigned', { name: scope.name, type: t(`type-${to}`) }))
    } catch (error) {
      toastProblem(t('notAssigned', { name: scope.name }), explain(error))
    } finally {
      setWanted(undefined)
    }
  }
  return (
    <NativeSelect
      className={styles['select'] ?? ''}
      aria-label={t('typeOf', { name: scope.name })}
      value={wanted ?? scope.assignment}
      disabled={disabledReason !== undefined || wanted !== undefined}
      title={disabledReason}
      data={choices.map((value) => ({ value, label: t(`type-${value}`) }))}
      onChange={({ currentTarget }) => {
        const to = choices.find((choice) => choice === currentTarget.value)
        if (to !== undefined) void change(to)
      }}
    />
  )
}
