import { Menu } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionButton } from './action-button.tsx'

/** What else can be done with a thing, behind one button. */
export function MoreMenu({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('ui')
  return (
    <Menu>
      <Menu.Target>
        <ActionButton variant="default">{t('more')}</ActionButton>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  )
}

interface MoreItemProps {
  /** Why it can't be done now. The item stays visible and says so. */
  readonly disabledReason: string | undefined
  /** For what destroys something. */
  readonly grave?: boolean
  readonly onClick: () => void
  readonly children: ReactNode
}

export function MoreItem({ disabledReason, grave = false, onClick, children }: MoreItemProps) {
  return (
    <Menu.Item
      {...(grave && { color: 'red' })}
      disabled={disabledReason !== undefined}
      title={disabledReason}
      onClick={onClick}
    >
      {children}
    </Menu.Item>
  )
}
