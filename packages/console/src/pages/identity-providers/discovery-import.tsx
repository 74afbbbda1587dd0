import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readDiscovery } from '../../api/identity-providers.ts'
import { problemOf } from '../../api/problem.ts'
import { useExplain } from '../../components/explain.ts'
import { useRealm } from '../../components/use-realm.ts'
import type { SettingsFormState } from '../../forms/use-settings-form.ts'
import { BesideButton } from '../../ui/beside-button.tsx'
import { toastDone } from '../../ui/toast.ts'
import { discoveryUrlOf } from './discovery-url.ts'
import { type ProviderValues, withImported } from './provider-values.ts'

interface DiscoveryImportProps {
  readonly form: SettingsFormState<ProviderValues>
}

/** The server reads what a provider says of itself; the form shows it, and nothing is saved by it. */
export function DiscoveryImport({ form }: DiscoveryImportProps) {
  const { t } = useTranslation('identity-providers')
  const realm = useRealm()
  const explain = useExplain()
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const read = async () => {
    const url = discoveryUrlOf(typed)
    if (url === undefined) return setProblem(t('urlWrong'))
    setBusy(true)
    setProblem(undefined)
    try {
      form.set(withImported(form.values, await readDiscovery(realm, url)))
      toastDone(t('discoveryRead'))
    } catch (error) {
      setProblem(problemOf(error).kind === 'refused' ? t('discoveryFailed') : explain(error))
    } finally {
      setBusy(false)
    }
  }
  const disabled = form.disabledReason !== undefined
  return (
    <TextInput
      label={t('discovery')}
      description={t('discoveryAbout')}
      placeholder="https://accounts.example"
      value={typed}
      error={problem}
      disabled={disabled}
      inputMode="url"
      autoComplete="off"
      spellCheck={false}
      styles={{ input: { fontFamily: 'var(--mono)', fontSize: 14 } }}
      inputContainer={(input) => (
        <BesideButton>
          {input}
          <Button
            variant="default"
            loading={busy}
            disabled={disabled || typed.trim() === ''}
            onClick={() => void read()}
          >
            {t('discoveryButton')}
          </Button>
        </BesideButton>
      )}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value)
        setProblem(undefined)
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return
        // it would send the form
        event.preventDefault()
        void read()
      }}
    />
  )
}
