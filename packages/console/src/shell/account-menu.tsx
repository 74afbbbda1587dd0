import { Menu, useMantineColorScheme } from '@mantine/core'
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

/** Who is signed in, how the console looks and speaks, and the way out. */
export function AccountMenu() {
  const { t, i18n } = useTranslation('shell')
  const { data } = useQuery(whoAmI(useRealm()))
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const check = (on: boolean) => (on ? <Icon name="check" size={16} /> : undefined)
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
        {SCHEMES.map((scheme) => (
          <Menu.Item
            key={scheme}
            role="menuitemradio"
            aria-checked={scheme === colorScheme}
            closeMenuOnClick={false}
            rightSection={check(scheme === colorScheme)}
            onClick={() => setColorScheme(scheme)}
          >
            {t(`scheme-${scheme}`)}
          </Menu.Item>
        ))}
        <Menu.Label>{t('language')}</Menu.Label>
        {Object.entries(LANGUAGES).map(([tag, label]) => (
          <Menu.Item
            key={tag}
            role="menuitemradio"
            aria-checked={tag === i18n.language}
            lang={tag}
            rightSection={check(tag === i18n.language)}
            onClick={() => isLanguage(tag) && void changeLanguage(tag)}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={signOut}>{t('signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
