import { Menu } from '@mantine/core'
import { type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionButton } from './action-button.tsx'

/** What else can be done with a thing, behind one button. */
export function MoreMenu({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('ui')
  const button = useRef<HTMLButtonElement>(null)
  // a dialog gives the focus back to what had it when it opened, and the item is gone by then
  const leave = () => button.current?.focus()
  return (
    <Menu>
      <Menu.Target>
        <ActionButton ref={button} variant="default">
          {t('more')}
        </ActionButton>
      </Menu.Target>
      <Menu.Dropdown onClickCapture={leave}>{children}</Menu.Dropdown>
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
