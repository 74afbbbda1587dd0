import { Button, type ButtonProps, Tooltip } from '@mantine/core'
import type { MouseEvent, Ref } from 'react'

interface ActionButtonProps extends ButtonProps {
  readonly onClick?: () => void
  readonly ref?: Ref<HTMLButtonElement>
  readonly type?: 'button' | 'submit'
  /** Why it can't be done now. The button stays visible and can be reached, and says so. */
  readonly disabledReason?: string | undefined
  /** Where the words alone don't say what it concerns: a button in a row. */
  readonly 'aria-label'?: string
}

/** A button that is never hidden and never mute: what is forbidden is disabled, with the reason. */
export function ActionButton({ disabledReason, onClick, type = 'button', ...rest }: ActionButtonProps) {
  if (disabledReason === undefined) return <Button type={type} {...(onClick && { onClick })} {...rest} />
  const refuse = (event: MouseEvent) => event.preventDefault()
  return (
    <Tooltip label={disabledReason}>
      <Button type={type} data-disabled aria-disabled aria-description={disabledReason} onClick={refuse} {...rest} />
    </Tooltip>
  )
}
