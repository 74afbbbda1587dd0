import { Button, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addKeyProvider, KEY_PROVIDER } from '../../api/keys.ts'
import { serverInfo } from '../../api/server-info.ts'
import { useExplain } from '../../components/explain.ts'
import { usePermission } from '../../components/permission.ts'
import { ConfigProperties, defaultsOf } from '../../forms/config-properties.tsx'
import { ActionButton } from '../../ui/action-button.tsx'
import { toastDone } from '../../ui/toast.ts'

/** What is offered first: the key that nearly every realm signs with. */
const USUAL = 'rsa-generated'

export function AddKeyProvider({ realm }: { readonly realm: string }) {
  const { t } = useTranslation(['realm-settings', 'ui'])
  const manage = usePermission('manage-realm')
  const [opened, setOpened] = useState(false)
  return (
    <>
      <ActionButton variant="default" disabledReason={manage.reason} onClick={() => setOpened(true)}>
        {t('providerAdd')}
      </ActionButton>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t('providerAddTitle')}
        closeButtonProps={{ 'aria-label': t('ui:close') }}
      >
        <ProviderForm realm={realm} onDone={() => setOpened(false)} />
      </Modal>
    </>
  )
}

function ProviderForm({ realm, onDone }: { readonly realm: string; readonly onDone: () => void }) {
  const { t } = useTranslation(['realm-settings', 'ui'])
  const explain = useExplain()
  const { data } = useQuery(serverInfo())
  const types = data?.componentTypes?.[KEY_PROVIDER] ?? []
  const [providerId, setProviderId] = useState(USUAL)
  const [name, setName] = useState(USUAL)
  const [edited, setEdited] = useState<Readonly<Record<string, string>>>({})
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const properties = types.find(({ id }) => id === providerId)?.properties ?? []
  const config = { ...defaultsOf(properties), ...edited }
  const add = async (event: FormEvent) => {
    event.preventDefault()
    // what stands in a portal is still inside the page's form for React
    event.stopPropagation()
    if (name.trim() === '') return setProblem(t('providerNameMissing'))
    setBusy(true)
    try {
      await addKeyProvider(realm, { name: name.trim(), providerId, config })
      toastDone(t('providerAdded'))
      onDone()
    } catch (error) {
      setProblem(explain(error))
      setBusy(false)
    }
  }
  return (
    <form onSubmit={(event) => void add(event)} noValidate>
      <Stack gap="lg">
        <NativeSelect
          label={t('providerType')}
          description={types.find(({ id }) => id === providerId)?.helpText}
          value={providerId}
          data={types.map(({ id }) => id)}
          onChange={({ currentTarget }) => {
            setProviderId(currentTarget.value)
            if (name === providerId) setName(currentTarget.value)
            setEdited({})
          }}
        />
        <TextInput
          label={t('providerName')}
          value={name}
          error={problem}
          required
          autoComplete="off"
          onChange={({ currentTarget }) => {
            setName(currentTarget.value)
            setProblem(undefined)
          }}
        />
        <ConfigProperties properties={properties} values={config} onChange={setEdited} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onDone}>
            {t('ui:cancel')}
          </Button>
          <Button type="submit" loading={busy}>
            {t('providerAdd')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
