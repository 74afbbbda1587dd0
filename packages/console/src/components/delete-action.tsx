import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { ActionButton } from '../ui/action-button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { MoreItem, MoreMenu } from '../ui/more-menu.tsx'
import { useExplain } from './explain.ts'

interface DeleteActionProps {
  /** Behind "More", or a button of its own. */
  readonly look: 'menu' | 'button'
  readonly label: string
  readonly disabledReason: string | undefined
  /** The question, with the name. */
  readonly title: string
  /** What goes with it. A component among them is there only while the dialog is, and may ask the server then. */
  readonly consequences: readonly ReactNode[]
  /** The verb and the name: "Delete shop". */
  readonly verb: string
  readonly onDelete: () => Promise<void>
  /** The page to be on when this one's thing is gone. */
  readonly leadsTo: string
}

/** Deletes the thing a page is about: asks first, then leaves the page. */
export function DeleteAction({ look, label, disabledReason, onDelete, leadsTo, ...question }: DeleteActionProps) {
  const navigate = useNavigate()
  const explain = useExplain()
  const [asked, setAsked] = useState(false)
  const ask = () => setAsked(true)
  return (
    <>
      {look === 'menu' ? (
        <MoreMenu>
          <MoreItem grave disabledReason={disabledReason} onClick={ask}>
            {label}
          </MoreItem>
        </MoreMenu>
      ) : (
        <ActionButton variant="default" disabledReason={disabledReason} onClick={ask}>
          {label}
        </ActionButton>
      )}
      <ConfirmDialog
        {...question}
        opened={asked}
        onClose={() => setAsked(false)}
        explain={explain}
        onConfirm={async () => {
          await onDelete()
          await navigate({ to: leadsTo, ignoreBlocker: true })
        }}
      />
    </>
  )
}
