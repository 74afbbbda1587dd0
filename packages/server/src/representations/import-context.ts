import type { PasswordHash } from '../keys/password-hasher.ts'
import type { Clock, Random } from '../model/time.ts'
import type { ComponentRepresentation } from './keycloak.ts'

/** What an import takes from outside. */
export interface ImportContext {
  readonly random: Random
  readonly clock: Clock
  /** Hashes the plain passwords of a file. @param policy - the realm's password policy. */
  hashPassword(password: string, policy: string | undefined): Promise<PasswordHash>
  /** Makes the key providers of a realm whose file has none. Asked only then, because keys take time. */
  newKeyProviders(realm: string): Promise<readonly ComponentRepresentation[]>
}
