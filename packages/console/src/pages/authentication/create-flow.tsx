import { NativeSelect, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createFlow } from '../../api/flows.ts'
import { usePermission } from '../../components/permission.ts'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { useNameField } from './use-name-field.ts'

export function CreateFlow({ realm }: { readonly realm: string }) {
  const { t } = useTranslation('authentication')
  const navigate = useNavigate()
  const manage = usePermission('manage-realm')
  const [opened, setOpened] = useState(false)
  const name = useNameField('')
  const [description, setDescription] = useState('')
  const [providerId, setProviderId] = useState('basic-flow')
  return (
    <>
      <ActionButton disabledReason={manage.reason} onClick={() => setOpened(true)}>
        {t('create')}
      </ActionButton>
      <FormDialog
        opened={opened}
        onClose={() => setOpened(false)}
        title={t('createTitle')}
        verb={t('create')}
        onProblem={name.onProblem}
        onSubmit={async () => {
          const id = await createFlow(realm, { alias: name.read(), description, providerId })
          await navigate({ to: paths.flow(realm, id) })
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
          label={t('flowType')}
          value={providerId}
          data={(['basic-flow', 'client-flow'] as const).map((value) => ({ value, label: t(`type-${value}`) }))}
          onChange={({ currentTarget }) => setProviderId(currentTarget.value)}
        />
      </FormDialog>
    </>
  )
}
