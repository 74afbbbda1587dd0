import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Flow, moveStep, removeStep, type Step, setRequirement } from '../../api/flows.ts'
import { useExplain } from '../../components/explain.ts'
import { usePermission } from '../../components/permission.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { toastProblem } from '../../ui/toast.ts'
import { AddButtons } from './add-step.tsx'
import styles from './authentication.module.css'
import { placesOf } from './step-places.ts'
import { StepSettings } from './step-settings.tsx'

const REQUIREMENTS = ['REQUIRED', 'ALTERNATIVE', 'CONDITIONAL', 'DISABLED'] as const
/** Deeper flows are drawn at this depth: the style sheet has a step for each. */
const DEEPEST = 6

interface FlowTreeProps {
  readonly realm: string
  readonly flow: Flow
  readonly steps: readonly Step[]
}

/** The steps of a flow from top to bottom, those of a sub-flow indented below it. */
export function FlowTree({ realm, flow, steps }: FlowTreeProps) {
  const { t } = useTranslation('authentication')
  const places = placesOf(steps)
  return (
    <ol className={styles['tree']} aria-label={t('steps', { name: flow.alias })}>
      {steps.map((step, at) => (
        <li
          key={step.id}
          data-level={Math.min(step.level ?? 0, DEEPEST)}
          data-off={step.requirement === 'DISABLED' || undefined}
        >
          <StepRow
            realm={realm}
            flow={flow}
            step={step}
            first={places[at]?.first ?? true}
            last={places[at]?.last ?? true}
          />
        </li>
      ))}
    </ol>
  )
}

interface StepRowProps {
  readonly realm: string
  readonly flow: Flow
  readonly step: Step
  readonly first: boolean
  readonly last: boolean
}

function StepRow({ realm, flow, step, first, last }: StepRowProps) {
  const { t } = useTranslation(['authentication', 'ui'])
  const manage = usePermission('manage-realm')
  const explain = useExplain()
  const [busy, setBusy] = useState(false)
  const { displayName: name, alias, description, requirement = 'DISABLED', requirementChoices = [] } = step
  const isFlow = step.authenticationFlow === true
  const fixed = manage.reason ?? (flow.builtIn === true ? t('builtInFixed') : undefined)
  const attempt = async (change: () => Promise<void>) => {
    setBusy(true)
    try {
      await change()
    } catch (error) {
      toastProblem(t('ui:notSaved'), explain(error))
    } finally {
      setBusy(false)
    }
  }
  const choices = [...new Set([requirement, ...requirementChoices])]
  return (
    <>
      <div className={styles['name']}>
        <strong>{name}</strong>
        {isFlow && <Chip>{t('subFlow')}</Chip>}
        {(description ?? alias) !== undefined && <span>{description ?? alias}</span>}
      </div>
      <div className={styles['controls']}>
        <NativeSelect
          size="xs"
          aria-label={t('requirementOf', { name })}
          value={requirement}
          disabled={busy || !manage.allowed || choices.length < 2}
          data={choices.map((value) => {
            const known = REQUIREMENTS.find((one) => one === value)
            return { value, label: known === undefined ? value : t(`requirement-${known}`) }
          })}
          onChange={({ currentTarget: { value } }) =>
            void attempt(() => setRequirement(realm, flow.alias, step, value))
          }
        />
        {(['up', 'down'] as const).map((direction) => (
          <Button
            key={direction}
            variant="default"
            size="xs"
            aria-label={t(direction, { name })}
            disabled={busy || fixed !== undefined || (direction === 'up' ? first : last)}
            onClick={() => void attempt(() => moveStep(realm, step, direction))}
          >
            {direction === 'up' ? '↑' : '↓'}
          </Button>
        ))}
        {step.configurable === true && <StepSettings realm={realm} step={step} />}
        {isFlow && (
          <AddButtons
            realm={realm}
            alias={name}
            kind={step.providerId === 'registration-page-form' ? 'form' : 'people'}
            disabledReason={fixed}
            small
          />
        )}
        <RemoveStep realm={realm} step={step} disabledReason={fixed} />
      </div>
    </>
  )
}

interface RemoveStepProps {
  readonly realm: string
  readonly step: Step
  readonly disabledReason: string | undefined
}

function RemoveStep({ realm, step, disabledReason }: RemoveStepProps) {
  const { t } = useTranslation('authentication')
  const explain = useExplain()
  const [asked, setAsked] = useState(false)
  const { displayName: name } = step
  return (
    <>
      <ActionButton
        variant="default"
        size="xs"
        aria-label={t('removeNamed', { name })}
        disabledReason={disabledReason}
        onClick={() => setAsked(true)}
      >
        {t('removeShort')}
      </ActionButton>
      <ConfirmDialog
        opened={asked}
        onClose={() => setAsked(false)}
        title={t('removeTitle', { name })}
        consequences={[t(step.authenticationFlow === true ? 'removeBelow' : 'removeStep'), t('removeBound')]}
        verb={t('removeNamed', { name })}
        explain={explain}
        onConfirm={() => removeStep(realm, step)}
      />
    </>
  )
}
