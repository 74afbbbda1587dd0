/** A new password, wherever it is set: by the user's own form, by an administrator, by an import through the API. */
import type { Realm } from '../model/realm.ts'
import type { Credential } from '../model/user.ts'
import { type PasswordFault, type PasswordOwner, passwordPolicy } from '../protocol/password-policy.ts'
import { PASSWORD_HISTORY } from '../store/user-ports.ts'
import type { Services } from './realm-endpoint.ts'

const LONGEST_BYTES = 4096
const TOO_LONG: PasswordFault = {
  key: 'invalidPasswordMaxLengthMessage',
  values: [LONGEST_BYTES],
  text: `Invalid password: maximum length ${LONGEST_BYTES}.`,
}

interface Place {
  readonly services: Services
  readonly realm: Realm
}

/** @param owner - with an id when there may be former passwords. @returns the hashed password, or why it can't be one. */
export async function newPassword(
  { services, realm }: Place,
  owner: PasswordOwner & { readonly id?: string },
  password: string,
): Promise<{ readonly credential: Credential } | { readonly fault: PasswordFault }> {
  if (Buffer.byteLength(password) > LONGEST_BYTES) return { fault: TOO_LONG }
  const policy = passwordPolicy(realm.passwordPolicy)
  const fault = policy.fault(password, owner)
  if (fault !== undefined) return { fault }
  if (owner.id !== undefined && policy.history > 0 && (await wasUsed({ services, realm }, owner.id, password))) {
    return { fault: policy.historyFault }
  }
  const credential: Credential = {
    id: services.random.uuid(),
    type: 'password',
    userLabel: undefined,
    createdDateMs: services.clock.nowMs(),
    priority: 10,
    ...(await services.hasher.hash(password, realm.passwordPolicy)),
  }
  return { credential }
}

/** Saves it in place of the present one, which stays as a former one where the policy looks back. */
export async function savePassword(
  { services, realm }: Place,
  userId: string,
  credential: Credential,
  requiredActions: readonly string[],
): Promise<void> {
  const kept = Math.max(0, passwordPolicy(realm.passwordPolicy).history - 1)
  await services.stores.users.setCredential(realm.id, userId, credential, requiredActions, kept)
}

async function wasUsed({ services, realm }: Place, userId: string, password: string): Promise<boolean> {
  const { history } = passwordPolicy(realm.passwordPolicy)
  const former = (await services.stores.users.credentials(realm.id, userId))
    .filter(({ type }) => type === 'password' || type === PASSWORD_HISTORY)
    .sort((one, other) => other.createdDateMs - one.createdDateMs)
  for (const credential of former.slice(0, history)) {
    if ((await services.hasher.verify(password, credential, realm.passwordPolicy)).valid) return true
  }
  return false
}
