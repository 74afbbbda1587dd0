/** Passwords that an administrator sets: with a new user, with a changed one, alone. */
import type { Credential } from '../../../model/user.ts'
import type { PasswordFault, PasswordOwner } from '../../../protocol/password-policy.ts'
import { credentialProblem, credentialType, readCredential } from '../../../representations/credential.ts'
import type { ShapeOf } from '../../../representations/json-shape.ts'
import type { UserRecord } from '../../../representations/realm-aggregate.ts'
import type { credentialShape } from '../../../representations/shapes.ts'
import { newPassword, savePassword } from '../../new-password.ts'
import { AdminError, badRequest } from '../admin-error.ts'
import type { AdminContext } from '../admin-route.ts'

export type CredentialBody = ShapeOf<typeof credentialShape>
type Place = Pick<AdminContext, 'services' | 'realm'>

const UPDATE_PASSWORD = 'UPDATE_PASSWORD'
const MOST_CREDENTIALS = 20

/** The credentials a new user comes with; an empty password is none. @throws {AdminError} 400 */
export async function credentialsOf(
  place: Place,
  owner: PasswordOwner,
  sent: readonly CredentialBody[],
): Promise<readonly Credential[]> {
  if (sent.length > MOST_CREDENTIALS) throw badRequest(`A user has at most ${MOST_CREDENTIALS} credentials`)
  const given = sent.filter((one) => one.value !== '' || one.secretData !== undefined)
  return Promise.all(given.map(async (one) => credentialOf(place, owner, one)))
}

/** Sets the password, and whether the user is to choose another. @returns the required actions left. */
export async function setPassword(place: Place, user: UserRecord, sent: CredentialBody): Promise<readonly string[]> {
  const { value } = sent
  if (value === undefined) throw new AdminError(400, { error: 'No password provided' })
  if (value.trim() === '') throw new AdminError(400, { error: 'Empty password not allowed' })
  const credential = await hashed(place, { id: user.id, username: user.username, email: user.email }, value)
  const others = (user.representation.requiredActions ?? []).filter((alias) => alias !== UPDATE_PASSWORD)
  const actions = sent.temporary === true ? [...others, UPDATE_PASSWORD] : others
  await savePassword(place, user.id, credential, actions)
  return actions
}

/** Whether one of them is to be replaced at the first login. */
export function isTemporary(sent: readonly CredentialBody[]): boolean {
  return sent.some(({ temporary }) => temporary === true)
}

async function credentialOf(place: Place, owner: PasswordOwner, sent: CredentialBody): Promise<Credential> {
  const problem = credentialProblem(sent)
  if (problem !== undefined) throw badRequest(`A credential ${problem}`)
  const read = readCredential(sent)
  if (read.kind === 'plain') return hashed(place, owner, read.password)
  const { services } = place
  return {
    id: services.random.uuid(),
    type: credentialType(sent),
    userLabel: sent.userLabel,
    createdDateMs: sent.createdDate ?? services.clock.nowMs(),
    priority: sent.priority ?? 10,
    secretData: read.secretData,
    credentialData: read.credentialData,
  }
}

async function hashed(
  place: Place,
  owner: PasswordOwner & { readonly id?: string },
  password: string,
): Promise<Credential> {
  const made = await newPassword(place, owner, password)
  if ('fault' in made) throw refusedPassword(made.fault)
  return made.credential
}

function refusedPassword({ key, text }: PasswordFault): AdminError {
  return new AdminError(400, { error: key, error_description: text })
}
