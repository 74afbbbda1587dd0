import { Conflict } from '../../../store/ports.ts'
import { conflict } from '../admin-error.ts'
import type { AdminContext } from '../admin-route.ts'

/** @throws {AdminError} 409 when name or address is taken; of both the address is told, as in Keycloak. */
export async function savedUser<Result>(
  { services, realm }: Pick<AdminContext, 'services' | 'realm'>,
  user: { readonly id: string; readonly email: string | undefined },
  save: () => Promise<Result>,
): Promise<Result> {
  try {
    return await save()
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
    const sameEmail =
      user.email === undefined ? undefined : await services.stores.users.findByEmail(realm.id, user.email)
    const emailTaken = !realm.login.duplicateEmails && sameEmail !== undefined && sameEmail.id !== user.id
    throw conflict(
      error.what === 'email' || emailTaken ? 'User exists with same email' : 'User exists with same username',
    )
  }
}
