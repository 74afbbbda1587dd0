import type { TFunction } from 'i18next'
import type { FieldProblem } from '../../api/problem.ts'
import type { ProfileAttribute } from './user-values.ts'

const NAMED = ['username', 'email', 'firstName', 'lastName'] as const
const PROBLEMS = [
  'error-user-attribute-required',
  'error-user-attribute-read-only',
  'error-invalid-email',
  'error-invalid-date',
  'error-invalid-length',
  'error-invalid-length-too-short',
  'error-invalid-length-too-long',
  'error-invalid-number',
  'error-number-out-of-range',
  'error-number-out-of-range-too-small',
  'error-number-out-of-range-too-big',
  'error-invalid-multivalued-size',
  'error-pattern-no-match',
  'error-invalid-value',
  'error-invalid-uri',
  'error-invalid-uri-scheme',
  'error-person-name-invalid-character',
  'error-username-invalid-character',
] as const

/** What people call an attribute: `${firstName}` is a placeholder of Keycloak's, anything else is the realm's own word. */
export function attributeLabel(t: TFunction<'users'>, { name, displayName = '' }: ProfileAttribute): string {
  const [, placeholder] = /^\$\{(.*)\}$/.exec(displayName) ?? []
  const known = NAMED.find((one) => one === (placeholder ?? displayName) || (displayName === '' && one === name))
  if (known !== undefined) return t(known)
  return placeholder ?? (displayName || name)
}

/** What is wrong with a field, in the reader's language where the rule is one that every realm has. */
export function profileProblem(t: TFunction<'users'>, { message, params }: FieldProblem): string {
  const known = PROBLEMS.find((one) => one === message)
  if (known === undefined) return message
  const [, min, max] = params
  return t(known, { min: String(min ?? ''), max: String(max ?? '') })
}
