import { useTranslation } from 'react-i18next'
import { serverInfo } from '../../api/server-info.ts'
import { Loaded } from '../../components/loaded.tsx'
import { SelectField } from '../../forms/select-field.tsx'
import { SettingsForm, SettingsSection } from '../../forms/settings-form.tsx'
import { Strip } from '../../ui/strip.tsx'
import type { RealmTabProps } from './realm-settings-page.tsx'
import { useRealmForm } from './use-realm-form.ts'

/** By the setting: what the server calls this kind of theme. */
const KINDS = { loginTheme: 'login', accountTheme: 'account', adminTheme: 'admin', emailTheme: 'email' } as const
const THEMES = { loginTheme: '', accountTheme: '', adminTheme: '', emailTheme: '' }
const NAMES = ['loginTheme', 'accountTheme', 'adminTheme', 'emailTheme'] as const

export function RealmThemes({ realm }: RealmTabProps) {
  return (
    <Loaded query={serverInfo()}>
      {({ themes = {} }) => {
        const offered = (kind: string) => (themes[kind] ?? []).map(({ name }) => name)
        return <ThemesForm realm={realm} offered={offered} />
      }}
    </Loaded>
  )
}

interface ThemesFormProps extends RealmTabProps {
  readonly offered: (kind: string) => readonly string[]
}

function ThemesForm({ realm, offered }: ThemesFormProps) {
  const { t } = useTranslation('realm-settings')
  const form = useRealmForm(realm, THEMES)
  return (
    <SettingsForm form={form}>
      <Strip tone="key">{t('themesLater')}</Strip>
      <SettingsSection title={t('themes')} about={t('themesAbout')}>
        {NAMES.map((name) => {
          // one of another server's stays chosen
          const all = new Set([...offered(KINDS[name]), form.values[name]].filter((one) => one !== ''))
          return (
            <SelectField
              key={name}
              field={form.field(name)}
              description={t(`${name}About`)}
              options={[
                { value: '', label: t('themeDefault') },
                ...[...all].map((one) => ({ value: one, label: one })),
              ]}
            />
          )
        })}
      </SettingsSection>
    </SettingsForm>
  )
}
