import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { type Problem, problemOf } from '../api/problem.ts'

/** @returns what makes words of what went wrong: the reader's language where we know it, else the server's. */
export function useExplain(): (error: unknown) => string {
  const { t } = useTranslation('ui')
  return (error) => explainProblem(t, problemOf(error))
}

export function explainProblem(t: TFunction<'ui'>, { kind, message }: Problem): string {
  if (kind === 'refused') return message || t('refused')
  return t(kind)
}
