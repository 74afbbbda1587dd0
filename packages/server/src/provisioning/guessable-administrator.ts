import type { PasswordHasher } from '../keys/password-hasher.ts'
import type { Stores } from '../store/ports.ts'
import { MASTER } from './import-realms.ts'

/** Name and password of the administrator whom development mode makes. */
const EVERYBODY_KNOWS = 'admin'

interface Looking {
  readonly stores: Stores
  readonly hasher: PasswordHasher
}

/**
 * Whether `admin` can sign in to master with the password `admin`. A hash is tried once and the answer kept while it is
 * stored: who asks often costs no more than who asks once, and learns of no other password.
 *
 * @throws {HasherOverloaded}
 */
export async function hasGuessableAdministrator({ stores, hasher }: Looking): Promise<boolean> {
  const masterId = await stores.realms.idOf(MASTER)
  const admin = masterId === undefined ? undefined : await stores.users.findByUsername(masterId, EVERYBODY_KNOWS)
  if (masterId === undefined || admin === undefined || !admin.enabled) return false
  const credentials = await stores.users.credentials(masterId, admin.id)
  const password = credentials.find((credential) => credential.type === 'password')
  if (password === undefined) return false
  const known = tried.get(hasher)
  if (known?.hash === password.secretData) return known.guessable
  const guessable = hasher.verify(EVERYBODY_KNOWS, password, undefined).then(({ valid }) => valid)
  tried.set(hasher, { hash: password.secretData, guessable })
  guessable.catch(() => tried.delete(hasher)) // it was not tried: the next one may
  return guessable
}

/** One hash for each server of the process. */
const tried = new WeakMap<PasswordHasher, { readonly hash: string; readonly guessable: Promise<boolean> }>()
