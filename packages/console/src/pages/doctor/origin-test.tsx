import type ClientRepresentation from '@keycloak/keycloak-admin-client/lib/defs/clientRepresentation.js'
import { NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SettingsSection } from '../../forms/settings-form.tsx'
import { Chip } from '../../ui/chip.tsx'
import { originAllowed } from './origin.ts'

/** A browser sets no foreign origin: the client's settings are judged as the server judges them. */
export function OriginTest({ clients }: { readonly clients: readonly ClientRepresentation[] }) {
  const { t } = useTranslation('doctor')
  const [id, setId] = useState(clients[0]?.id ?? '')
  const [origin, setOrigin] = useState('')
  const client = clients.find((one) => one.id === id)
  if (client === undefined) return null
  const allowed = originAllowed(client, origin)
  return (
    <SettingsSection title={t('origin')} about={t('originAbout')}>
      <NativeSelect
        label={t('originClient')}
        value={id}
        data={clients.map((one) => ({ value: one.id ?? '', label: one.clientId ?? '' }))}
        onChange={({ currentTarget }) => setId(currentTarget.value)}
      />
      <TextInput
        label={t('originField')}
        placeholder="https://shop.example"
        value={origin}
        error={origin !== '' && allowed === undefined ? t('originWrong') : undefined}
        autoComplete="off"
        spellCheck={false}
        inputMode="url"
        onChange={({ currentTarget }) => setOrigin(currentTarget.value)}
      />
      <p role="status">
        {allowed !== undefined && (
          <Chip tone={allowed ? 'good' : 'bad'}>{t(allowed ? 'originYes' : 'originNo', { origin })}</Chip>
        )}
      </p>
    </SettingsSection>
  )
}
