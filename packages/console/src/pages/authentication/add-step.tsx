import { Button, Modal, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  addStep,
  addSubFlow,
  type NewSubFlow,
  type StepKind,
  type StepProvider,
  stepProviders,
} from '../../api/flows.ts'
import { useExplain } from '../../components/explain.ts'
import { Loaded } from '../../components/loaded.tsx'
import { ActionButton } from '../../ui/action-button.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { toastDone, toastProblem } from '../../ui/toast.ts'
import styles from './authentication.module.css'
import { useNameField } from './use-name-field.ts'

interface AddButtonsProps {
  readonly realm: string
  /** Of the flow that gets the step. */
  readonly alias: string
  readonly kind: StepKind
  readonly disabledReason: string | undefined
  /** In a row of a flow. */
  readonly small?: boolean
}

export function AddButtons({ small = false, ...props }: AddButtonsProps) {
  const { t } = useTranslation('authentication')
  const [open, setOpen] = useState<'step' | 'flow'>()
  const { alias: name, disabledReason, kind } = props
  const look = { variant: 'default', size: small ? 'xs' : 'sm', disabledReason } as const
  const close = () => setOpen(undefined)
  return (
    <>
      <ActionButton {...look} {...(small && { 'aria-label': t('addTo', { name }) })} onClick={() => setOpen('step')}>
        {small ? t('addShort') : t('addStep')}
      </ActionButton>
      {kind !== 'form' && !small && (
        <ActionButton {...look} onClick={() => setOpen('flow')}>
          {t('addSubFlow')}
        </ActionButton>
      )}
      <ChooseStep {...props} opened={open === 'step'} onClose={close} onSubFlow={() => setOpen('flow')} />
      <NewSubFlowDialog {...props} opened={open === 'flow'} onClose={close} />
    </>
  )
}

type DialogProps = Omit<AddButtonsProps, 'small'> & { readonly opened: boolean; readonly onClose: () => void }

type ChooseStepProps = DialogProps & { readonly onSubFlow: () => void }

function ChooseStep({ realm, alias, kind, opened, onClose, onSubFlow }: ChooseStepProps) {
  const { t } = useTranslation(['authentication', 'ui'])
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('addTo', { name: alias })}
      size="lg"
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      <Loaded query={stepProviders(realm, kind)}>
        {(providers) => <Providers realm={realm} alias={alias} providers={providers} onDone={onClose} />}
      </Loaded>
      {kind !== 'form' && (
        <Button variant="subtle" onClick={onSubFlow}>
          {t('addSubFlow')}
        </Button>
      )}
    </Modal>
  )
}

interface ProvidersProps {
  readonly realm: string
  readonly alias: string
  readonly providers: readonly StepProvider[]
  readonly onDone: () => void
}

function Providers({ realm, alias, providers, onDone }: ProvidersProps) {
  const { t } = useTranslation(['authentication', 'ui'])
  const explain = useExplain()
  const [sought, setSought] = useState('')
  const found = providers.filter(({ id, displayName, description }) =>
    `${id} ${displayName} ${description}`.toLowerCase().includes(sought.trim().toLowerCase()),
  )
  const add = async (id: string) => {
    try {
      await addStep(realm, alias, id)
      toastDone(t('added'))
      onDone()
    } catch (error) {
      toastProblem(t('ui:notSaved'), explain(error))
    }
  }
  return (
    <>
      <TextInput
        type="search"
        aria-label={t('findStep')}
        placeholder={t('findStep')}
        value={sought}
        data-autofocus
        onChange={({ currentTarget }) => setSought(currentTarget.value)}
      />
      <ul className={styles['providers']}>
        {found.map(({ id, displayName, description }) => (
          <li key={id}>
            <button type="button" onClick={() => void add(id)}>
              <strong>{displayName}</strong>
              <span>{description}</span>
            </button>
          </li>
        ))}
      </ul>
      <p role="status">{found.length === 0 && t('stepNone')}</p>
    </>
  )
}

function NewSubFlowDialog({ realm, alias, opened, onClose }: DialogProps) {
  const { t } = useTranslation('authentication')
  const name = useNameField('')
  const [description, setDescription] = useState('')
  const [type, setType] = useState<NewSubFlow['type']>('basic-flow')
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={t('addSubFlowTo', { name: alias })}
      verb={t('addSubFlow')}
      onProblem={name.onProblem}
      onSubmit={async () => {
        await addSubFlow(realm, alias, { alias: name.read(), description, type })
        toastDone(t('added'))
      }}
    >
      <TextInput label={t('name')} required {...name.input} />
      <TextInput
        label={t('description')}
        value={description}
        autoComplete="off"
        onChange={({ currentTarget }) => setDescription(currentTarget.value)}
      />
      <NativeSelect
        label={t('kind')}
        value={type}
        data={(['basic-flow', 'form-flow'] as const).map((value) => ({
          value,
          label: t(value === 'basic-flow' ? 'subFlow' : 'type-form-flow'),
        }))}
        onChange={({ currentTarget }) => setType(currentTarget.value === 'form-flow' ? 'form-flow' : 'basic-flow')}
      />
    </FormDialog>
  )
}
