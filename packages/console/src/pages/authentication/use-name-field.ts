import { type ChangeEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useExplain } from '../../components/explain.ts'
import { FieldProblem } from '../../ui/form-dialog.tsx'

/** The name in a dialog: it must be there, and the server's refusals stand at it. */
export function useNameField(initial: string) {
  const { t } = useTranslation('authentication')
  const explain = useExplain()
  const [name, setName] = useState(initial)
  const [problem, setProblem] = useState<string>()
  return {
    input: {
      value: name,
      error: problem,
      autoComplete: 'off',
      spellCheck: false,
      onChange: ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
        setName(currentTarget.value)
        setProblem(undefined)
      },
    },
    /** @throws {FieldProblem} without a name. */
    read(): string {
      const trimmed = name.trim()
      if (trimmed === '') throw new FieldProblem(t('nameMissing'))
      return trimmed
    },
    onProblem: (error: unknown) => setProblem(error instanceof FieldProblem ? error.message : explain(error)),
  }
}
