import { useTranslation } from 'react-i18next'
import type { Problem } from '../../api/problem.ts'
import { profileProblem } from './profile-words.ts'

/** @returns what makes errors at the fields of what the server says of a user. */
export function useUserErrors(): (problem: Problem) => Readonly<Record<`profile.${string}`, string>> | undefined {
  const { t } = useTranslation('users')
  return ({ message, fields = [] }) => {
    if (/same username/i.test(message)) return { 'profile.username': t('usernameTaken') }
    if (/same email/i.test(message)) return { 'profile.email': t('emailTaken') }
    if (/user name is missing/i.test(message)) return { 'profile.username': t('error-user-attribute-required') }
    if (fields.length === 0) return undefined
    return Object.fromEntries(fields.map((one) => [`profile.${one.field}`, profileProblem(t, one)]))
  }
}
