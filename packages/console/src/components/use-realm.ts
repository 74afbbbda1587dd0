import { useParams } from '@tanstack/react-router'
import { environment } from '../environment.ts'

/** The realm in the address: the one that is administered. */
export function useRealm(): string {
  const { realm = environment.realm } = useParams({ strict: false })
  return realm
}

/** A part of the address that the route names. */
export function useParam(name: string): string {
  const parameters: Readonly<Record<string, string | undefined>> = useParams({ strict: false })
  return parameters[name] ?? ''
}
