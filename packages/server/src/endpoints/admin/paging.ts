import type { Request } from '../exchange.ts'
import { badRequest } from './admin-error.ts'

/** `first` and `max` as Keycloak reads them: whole numbers, a negative `max` means no limit. */
export function pageOf(request: Request): { readonly first?: number; readonly max?: number } {
  const first = numberIn(request, 'first')
  const max = numberIn(request, 'max')
  return { ...(first !== undefined && { first: Math.max(0, first) }), ...(max !== undefined && max >= 0 && { max }) }
}

function numberIn(request: Request, name: string): number | undefined {
  const text = request.query.get(name)
  if (text === null || text === '') return undefined
  if (!/^-?\d{1,9}$/.test(text)) throw badRequest(`${name} is not a whole number`)
  return Number(text)
}
