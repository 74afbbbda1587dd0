import { useTranslation } from 'react-i18next'
import type { Problem } from '../../api/problem.ts'
import { isScopeName, type ScopeValues } from './scope-values.ts'

/** What both forms of a scope say: the labels, what can't be saved, and which field a refusal concerns. */
export function useScopeWords() {
  const { t } = useTranslation('scopes')
  return {
    names: {
      name: t('name'),
      description: t('description'),
      inTokenScope: t('inTokenScope'),
      onConsent: t('onConsent'),
      consentText: t('consentText'),
      order: t('order'),
    },
    validate: ({ name, order }: ScopeValues) => ({
      name: isScopeName(name.trim()) ? undefined : t(name.trim() === '' ? 'nameMissing' : 'nameWrong'),
      order: /^\d{0,6}$/.test(order.trim()) ? undefined : t('orderWrong'),
    }),
    fieldOf: ({ message }: Problem) => (/already exists|name/i.test(message) ? ('name' as const) : undefined),
  }
}
