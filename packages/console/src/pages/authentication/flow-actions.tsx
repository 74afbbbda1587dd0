import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { copyFlow, deleteFlow, type Flow, flowSteps } from '../../api/flows.ts'
import { updateRealm } from '../../api/realms.ts'
import { useExplain } from '../../components/explain.ts'
import { usePermission } from '../../components/permission.ts'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { MoreItem, MoreMenu } from '../../ui/more-menu.tsx'
import { toastDone } from '../../ui/toast.ts'
import { type Binding, bindable } from './bindings.ts'
import { useNameField } from './use-name-field.ts'

interface FlowActionsProps {
  readonly realm: string
  readonly flow: Flow
  readonly uses: readonly Binding[]
}

export function FlowActions(props: FlowActionsProps) {
  const { t } = useTranslation('authentication')
  const manage = usePermission('manage-realm')
  const [open, setOpen] = useState<'copy' | 'bind' | 'delete'>()
  const { flow, uses } = props
  const close = () => setOpen(undefined)
  const undeletable =
    manage.reason ?? (flow.builtIn ? t('deleteBuiltIn') : uses.length > 0 ? t('deleteBound') : undefined)
  return (
    <>
      <ActionButton variant="default" disabledReason={manage.reason} onClick={() => setOpen('copy')}>
        {t('copy')}
      </ActionButton>
      <ActionButton variant="default" disabledReason={manage.reason} onClick={() => setOpen('bind')}>
        {t('bind')}
      </ActionButton>
      <MoreMenu>
        <MoreItem grave disabledReason={undeletable} onClick={() => setOpen('delete')}>
          {t('delete')}
        </MoreItem>
      </MoreMenu>
      <CopyFlow {...props} opened={open === 'copy'} onClose={close} />
      <BindFlow {...props} opened={open === 'bind'} onClose={close} />
      <DeleteFlow {...props} opened={open === 'delete'} onClose={close} />
    </>
  )
}

type DialogProps = FlowActionsProps & { readonly opened: boolean; readonly onClose: () => void }

function CopyFlow({ realm, flow, opened, onClose }: DialogProps) {
  const { t } = useTranslation('authentication')
  const navigate = useNavigate()
  const name = useNameField(t('copyOf', { name: flow.alias }))
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={t('copyTitle', { name: flow.alias })}
      verb={t('copyDo')}
      onProblem={name.onProblem}
      onSubmit={async () => {
        const id = await copyFlow(realm, flow.alias, name.read())
        await navigate({ to: paths.flow(realm, id) })
      }}
    >
      <TextInput label={t('copyName')} required {...name.input} />
    </FormDialog>
  )
}

function BindFlow({ realm, flow, uses, opened, onClose }: DialogProps) {
  const { t } = useTranslation('authentication')
  const explain = useExplain()
  const possible = bindable(flow.providerId).filter((binding) => !uses.includes(binding))
  const [chosen, setChosen] = useState<Binding>()
  const [problem, setProblem] = useState<string>()
  const binding = chosen ?? possible[0]
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={t('bindTitle', { name: flow.alias })}
      verb={t('bindDo')}
      onProblem={(error) => setProblem(explain(error))}
      onSubmit={async () => {
        if (binding === undefined) return
        await updateRealm(realm, { [binding]: flow.alias })
        setChosen(undefined)
        toastDone(t('bound'))
      }}
    >
      <NativeSelect
        label={t('usedFor')}
        description={t('bindAbout')}
        error={problem}
        value={binding}
        data={possible.map((value) => ({ value, label: t(value) }))}
        onChange={({ currentTarget }) => setChosen(possible.find((one) => one === currentTarget.value))}
      />
    </FormDialog>
  )
}

function DeleteFlow({ realm, flow, opened, onClose }: DialogProps) {
  const { t } = useTranslation('authentication')
  const navigate = useNavigate()
  const explain = useExplain()
  const { data: steps = [] } = useQuery(flowSteps(realm, flow.alias))
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={t('deleteTitle', { name: flow.alias })}
      consequences={[t('deleteSteps', { count: steps.length }), t('deleteClients')]}
      verb={t('removeNamed', { name: flow.alias })}
      explain={explain}
      onConfirm={async () => {
        await deleteFlow(realm, flow)
        await navigate({ to: paths.authentication(realm) })
      }}
    />
  )
}
