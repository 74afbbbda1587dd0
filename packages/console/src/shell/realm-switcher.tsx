import { Menu, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { realmList } from '../api/realms.ts'
import { useRealm } from '../components/use-realm.ts'
import { paths } from '../paths.ts'
import { Icon } from '../ui/icon.tsx'
import styles from './navigation.module.css'

/** More than these are searched, not scrolled. */
const FEW = 8
const MOST = 20

export function RealmSwitcher() {
  const { t } = useTranslation('shell')
  const navigate = useNavigate()
  const current = useRealm()
  const { data = [] } = useQuery(realmList())
  const [text, setText] = useState('')
  const shown = data.filter(({ realm, displayName }) =>
    `${realm} ${displayName ?? ''}`.toLowerCase().includes(text.toLowerCase()),
  )
  return (
    <Menu position="bottom-start" width={232} onClose={() => setText('')}>
      <Menu.Target>
        <button type="button" className={styles['realm']} aria-label={t('switchRealm', { realm: current })}>
          <i aria-hidden="true" data-letter={[...current][0]} />
          <span>{current}</span>
          <Icon name="chevron" size={16} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {data.length > FEW && (
          <TextInput
            m={4}
            aria-label={t('findRealm')}
            placeholder={t('findRealm')}
            value={text}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
            data-autofocus
          />
        )}
        {shown.slice(0, MOST).map(({ realm }) => (
          <Menu.Item
            key={realm}
            onClick={() => void navigate({ to: paths.home(realm) })}
            rightSection={realm === current ? <Icon name="check" size={16} /> : undefined}
          >
            {realm}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          leftSection={<Icon name="folder" size={16} />}
          onClick={() => void navigate({ to: paths.realms(current) })}
        >
          {t('allRealms')}
        </Menu.Item>
        <Menu.Item
          leftSection={<Icon name="plus" size={16} />}
          onClick={() => void navigate({ to: paths.addRealm(current) })}
        >
          {t('createRealm')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
