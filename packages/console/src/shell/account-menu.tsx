import { type MantineColorScheme, Menu, useMantineColorScheme } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { whoAmI } from '../api/whoami.ts'
import { useRealm } from '../components/use-realm.ts'
import { changeLanguage, isLanguage, LANGUAGES } from '../i18n/i18n.ts'
import { signOut } from '../session/session.ts'
import { Icon } from '../ui/icon.tsx'
import { Mark } from '../ui/mark.tsx'
import styles from './navigation.module.css'

const SCHEMES = ['auto', 'light', 'dark'] as const

function isScheme(value: string): value is MantineColorScheme {
  return SCHEMES.some((scheme) => scheme === value)
}

/** Who is signed in, how the console looks and speaks, and the way out. */
export function AccountMenu() {
  const { t, i18n } = useTranslation('shell')
  const { data } = useQuery(whoAmI(useRealm()))
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const name = data?.displayName ?? t('account')
  return (
    <Menu position="top-start" width={220}>
      <Menu.Target>
        <button type="button" className={styles['account']} aria-label={t('accountOf', { name })}>
          <Mark size={24} />
          <span>{name}</span>
          <Icon name="chevron" size={16} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('appearance')}</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(value) => isScheme(value) && setColorScheme(value)}>
          {SCHEMES.map((scheme) => (
            <Menu.RadioItem key={scheme} value={scheme}>
              {t(`scheme-${scheme}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Label>{t('language')}</Menu.Label>
        <Menu.RadioGroup value={i18n.language} onChange={(tag) => isLanguage(tag) && void changeLanguage(tag)}>
          {Object.entries(LANGUAGES).map(([tag, label]) => (
            <Menu.RadioItem key={tag} value={tag} lang={tag}>
              {label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item onClick={signOut}>{t('signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
