/** What a fresh server needs before anybody can use it: the master realm and its first administrator. */
import { adminUser } from '../representations/admin-user.ts'
import { administratorRoleIds } from '../representations/master-rights.ts'
import { importRealm } from '../representations/realm-import.ts'
import { importContext, MASTER, type Provisioning } from './import-realms.ts'

export interface BootstrapAdmin {
  readonly username: string
  readonly password: string
}

/**
 * Makes the master realm where there is none, and the administrator with it. Where master exists nothing is touched: a
 * password that somebody changed must not come back with the next start.
 *
 * @returns whether it was made now.
 */
export async function bootstrapMaster(services: Provisioning, admin: BootstrapAdmin | undefined): Promise<boolean> {
  const { stores } = services
  if ((await stores.realms.idOf(MASTER)) !== undefined) return false
  await stores.realms.create([await importRealm({ realm: MASTER, enabled: true }, importContext(services))])
  if (admin !== undefined) await addAdministrator(services, admin, true)
  return true
}

/**
 * Adds an administrator of the whole server.
 *
 * @param temporary - marks the account as one to be replaced by a person's own.
 * @throws {Conflict} when the name is taken.
 */
export async function addAdministrator(
  services: Provisioning,
  { username, password }: BootstrapAdmin,
  temporary: boolean,
): Promise<void> {
  const { stores, hasher } = services
  const master = await stores.realms.findByName(MASTER)
  if (master === undefined) throw new Error('the master realm is missing')
  const account = {
    username,
    password: await hasher.hash(password, master.passwordPolicy),
    roleIds: administratorRoleIds(master),
    temporary,
  }
  await stores.users.create(master.id, [adminUser(account, services)])
}
