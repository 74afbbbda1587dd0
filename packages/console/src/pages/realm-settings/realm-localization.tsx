import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { realmTexts, removeRealmText, setRealmText } from '../../api/localization.ts'
import { updateRealm } from '../../api/realms.ts'
import { serverInfo } from '../../api/server-info.ts'
import { useExplain } from '../../components/explain.ts'
import { Loaded } from '../../components/loaded.tsx'
import { usePermission } from '../../components/permission.ts'
import { SelectField } from '../../forms/select-field.tsx'
import { SettingsForm, SettingsSection } from '../../forms/settings-form.tsx'
import { ToggleField } from '../../forms/toggle-field.tsx'
import { useSettingsForm } from '../../forms/use-settings-form.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Notice } from '../../ui/notice.tsx'
import { toastDone, toastProblem } from '../../ui/toast.ts'
import styles from './realm-settings.module.css'
import type { RealmTabProps } from './realm-settings-page.tsx'

interface LocaleValues {
  readonly internationalizationEnabled: boolean
  readonly supportedLocales: readonly string[]
  readonly defaultLocale: string
}

export function RealmLocalization({ realm }: RealmTabProps) {
  return (
    <Loaded query={serverInfo()}>
      {({ themes = {} }) => {
        const spoken = new Set((themes['login'] ?? []).flatMap(({ locales = [] }) => locales))
        const all = [...new Set([...spoken, ...(realm.supportedLocales ?? []), 'en'])].toSorted()
        return (
          <>
            <Locales realm={realm} offered={all} />
            <RealmTexts realm={realm} offered={all} />
          </>
        )
      }}
    </Loaded>
  )
}

interface OfferedProps extends RealmTabProps {
  readonly offered: readonly string[]
}

function Locales({ realm, offered }: OfferedProps) {
  const { t, i18n } = useTranslation('realm-settings')
  const manage = usePermission('manage-realm')
  const form = useSettingsForm<LocaleValues>({
    loaded: {
      internationalizationEnabled: realm.internationalizationEnabled ?? false,
      supportedLocales: (realm.supportedLocales ?? []).toSorted(),
      defaultLocale: realm.defaultLocale ?? 'en',
    },
    names: {
      internationalizationEnabled: t('internationalizationEnabled'),
      supportedLocales: t('supportedLocales'),
      defaultLocale: t('defaultLocale'),
    },
    disabledReason: manage.reason,
    validate: ({ internationalizationEnabled, supportedLocales, defaultLocale }) =>
      internationalizationEnabled
        ? {
            supportedLocales: supportedLocales.length === 0 ? t('supportedLocalesMissing') : undefined,
            defaultLocale: supportedLocales.includes(defaultLocale) ? undefined : t('defaultLocaleWrong'),
          }
        : {},
    save: ({ supportedLocales, ...values }) =>
      updateRealm(realm.realm, { ...values, supportedLocales: [...supportedLocales] }),
  })
  const supported = form.field('supportedLocales')
  return (
    <SettingsForm form={form}>
      <SettingsSection title={t('locales')} about={t('localesAbout')}>
        <ToggleField
          field={form.field('internationalizationEnabled')}
          description={t('internationalizationEnabledAbout')}
        />
        {form.values.internationalizationEnabled && (
          <>
            <Checkbox.Group
              label={supported.label}
              error={supported.error}
              value={[...supported.value]}
              onChange={(chosen: string[]) => supported.onChange(chosen.toSorted())}
            >
              <div className={styles['locales']}>
                {offered.map((locale) => (
                  <Checkbox
                    key={locale}
                    value={locale}
                    label={languageName(locale, i18n.language)}
                    disabled={supported.disabled}
                  />
                ))}
              </div>
            </Checkbox.Group>
            <SelectField
              field={form.field('defaultLocale')}
              options={offered.map((value) => ({ value, label: languageName(value, i18n.language) }))}
            />
          </>
        )}
      </SettingsSection>
    </SettingsForm>
  )
}

function RealmTexts({ realm, offered }: OfferedProps) {
  const { t, i18n } = useTranslation('realm-settings')
  const navigate = useNavigate()
  const search: { readonly locale?: string } = useSearch({ strict: false })
  const locale = search.locale ?? realm.defaultLocale ?? 'en'
  return (
    <SettingsSection title={t('realmTexts')} about={t('realmTextsAbout')}>
      <NativeSelect
        label={t('textsOf')}
        value={locale}
        data={[...new Set([...offered, locale])].map((value) => ({ value, label: languageName(value, i18n.language) }))}
        onChange={({ currentTarget }) =>
          void navigate({ to: '.', search: { locale: currentTarget.value }, replace: true, resetScroll: false })
        }
      />
      <Loaded query={realmTexts(realm.realm, locale)}>
        {(texts) => <Texts realm={realm.realm} locale={locale} texts={texts} />}
      </Loaded>
      <AddText key={locale} realm={realm.realm} locale={locale} />
    </SettingsSection>
  )
}

interface TextsProps {
  readonly realm: string
  readonly locale: string
}

function Texts({ realm, locale, texts }: TextsProps & { readonly texts: Readonly<Record<string, string>> }) {
  const { t } = useTranslation(['realm-settings', 'ui'])
  const manage = usePermission('manage-realm')
  const explain = useExplain()
  const rows = Object.entries(texts).toSorted(([a], [b]) => a.localeCompare(b))
  if (rows.length === 0) return <Notice title={t('textsEmpty')} />
  const remove = async (key: string) => {
    try {
      await removeRealmText(realm, locale, key)
    } catch (error) {
      toastProblem(t('ui:notSaved'), explain(error))
    }
  }
  return (
    <DataTable
      label={t('realmTexts')}
      rows={rows}
      rowId={([key]) => key}
      columns={[
        { id: 'key', header: t('textKey'), cell: ([key]) => <code>{key}</code> },
        { id: 'text', header: t('textValue'), cell: ([, text]) => text },
      ]}
      actions={([key]) => (
        <ActionButton
          variant="default"
          size="xs"
          disabledReason={manage.reason}
          aria-label={t('textRemove', { key })}
          onClick={() => void remove(key)}
        >
          {t('ui:remove')}
        </ActionButton>
      )}
    />
  )
}

function AddText({ realm, locale }: TextsProps) {
  const { t } = useTranslation('realm-settings')
  const manage = usePermission('manage-realm')
  const explain = useExplain()
  const [key, setKey] = useState('')
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string>()
  const add = async (event: FormEvent) => {
    event.preventDefault()
    if (key.trim() === '') return setProblem(t('textKeyMissing'))
    try {
      await setRealmText(realm, locale, key.trim(), text)
      setKey('')
      setText('')
      toastDone(t('textAdded'))
    } catch (error) {
      setProblem(explain(error))
    }
  }
  const disabled = !manage.allowed
  return (
    <form className={styles['addText']} onSubmit={(event) => void add(event)} noValidate>
      <TextInput
        label={t('textKey')}
        value={key}
        error={problem}
        disabled={disabled}
        autoComplete="off"
        spellCheck={false}
        onChange={({ currentTarget }) => {
          setKey(currentTarget.value)
          setProblem(undefined)
        }}
      />
      <TextInput
        label={t('textValue')}
        value={text}
        disabled={disabled}
        autoComplete="off"
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={disabled}>
        {t('textAdd')}
      </Button>
    </form>
  )
}

function languageName(locale: string, language: string): string {
  try {
    return `${new Intl.DisplayNames(language, { type: 'language' }).of(locale) ?? locale} (${locale})`
  } catch {
    // not a tag the browser can read: a realm may name its languages as it likes
    return locale
  }
}
