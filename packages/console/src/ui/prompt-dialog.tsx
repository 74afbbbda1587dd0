import { Alert } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { FieldProblem, FormDialog } from './form-dialog.tsx'

interface PromptDialogProps {
  readonly title: string
  /** What the button says. */
  readonly verb: string
  /** Why it can't be done yet. */
  readonly disabledReason?: string | undefined
  readonly size?: 'md' | 'lg'
  readonly onClose: () => void
  /** @returns a sentence on what must be corrected first. Rejects with what the server refused. */
  readonly onSubmit: () => Promise<string | undefined>
  /** Makes words of what `onSubmit` rejected with. */
  readonly explain: (error: unknown) => string
  /** A function shows the problem itself, at its field; else it stands below the fields. */
  readonly children: ReactNode | ((problem: string | undefined) => ReactNode)
}

/** A form dialog that keeps its one problem itself. It is open while it is mounted, so that each time begins empty. */
export function PromptDialog({ onSubmit, explain, children, ...dialog }: PromptDialogProps) {
  const [problem, setProblem] = useState<string>()
  const submit = async () => {
    setProblem(undefined)
    const wrong = await onSubmit()
    if (wrong !== undefined) throw new FieldProblem(wrong)
  }
  return (
    <FormDialog
      {...dialog}
      opened
      onSubmit={submit}
      onProblem={(error) => setProblem(error instanceof FieldProblem ? error.message : explain(error))}
    >
      {typeof children === 'function' ? children(problem) : children}
      {typeof children !== 'function' && problem !== undefined && (
        <Alert color="red" variant="light" role="alert">
          {problem}
        </Alert>
      )}
    </FormDialog>
  )
}
