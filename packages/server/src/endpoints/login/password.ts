/**
 * Finding a person by what was typed and checking the password, for the login form and the password grant alike: unknown
 * user, no password and wrong password cost the same time (attack case 38).
 */
import type { Credential, User } from '../../model/user.ts'
import type { RealmContext } from '../realm-endpoint.ts'

const LONGEST_LOGIN = 255

/** By user name, or by e-mail where the realm allows it. Never a service account. */
export async function findUserByLogin(context: RealmContext, typed: string): Promise<User | undefined> {
  const { realm, services } = context
  if (typed === '' || typed.length > LONGEST_LOGIN) return undefined
  const byEmail = realm.login.withEmail && typed.includes('@')
  const user =
    (byEmail ? await services.stores.users.findByEmail(realm.id, typed) : undefined) ??
    (await services.stores.users.findByUsername(realm.id, typed))
  return user?.serviceAccountClientUuid === undefined ? user : undefined
}

/** @throws {HasherOverloaded} when too many checks are waiting. */
export async function checkPassword(
  context: RealmContext,
  user: User | undefined,
  password: string,
): Promise<{ readonly valid: boolean }> {
  const { realm, services } = context
  const credential = user === undefined ? undefined : await passwordOf(context, user)
  if (user === undefined || credential === undefined || password === '') {
    await services.hasher.pretend(password, realm.passwordPolicy)
    return { valid: false }
  }
  const { valid, stale } = await services.hasher.verify(password, credential, realm.passwordPolicy)
  if (valid && stale) await rehash(context, user, credential, password)
  return { valid }
}

async function passwordOf({ realm, services }: RealmContext, user: User): Promise<Credential | undefined> {
  const credentials = await services.stores.users.credentials(realm.id, user.id)
  return credentials.find(({ type }) => type === 'password')
}

/** The policy changed since the password was set: the login is the moment when it can be hashed anew. */
async function rehash({ realm, services }: RealmContext, user: User, old: Credential, password: string): Promise<void> {
  const hash = await services.hasher.hash(password, realm.passwordPolicy)
  await services.stores.users.rehash(realm.id, user.id, old, { ...old, ...hash })
}
