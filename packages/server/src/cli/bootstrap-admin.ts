/** `latchkey bootstrap-admin user`: an administrator for those who have lost theirs. */
import { compose } from '../compose.ts'
import { addAdministrator, bootstrapMaster } from '../provisioning/bootstrap.ts'
import { Conflict } from '../store/ports.ts'
import { CannotStart } from './cannot-start.ts'
import type { Call } from './command.ts'
import { ADMIN_OPTIONS } from './command-options.ts'
import { ensureDataFolder } from './data-folder.ts'
import { UsageError } from './option.ts'
import type { Environment } from './sources.ts'

export async function bootstrapAdminCommand({ settings, sources, environment, say }: Call): Promise<number> {
  const usernameVariable = sources.given(ADMIN_OPTIONS.usernameVariable)
  const username =
    usernameVariable === undefined
      ? sources.given(ADMIN_OPTIONS.username)
      : variable(environment, usernameVariable, '--username:env')
  const password = variable(environment, sources.given(ADMIN_OPTIONS.passwordVariable), '--password:env')
  ensureDataFolder(settings.dataDir)
  const { services, close } = await compose(settings)
  try {
    await bootstrapMaster(services, undefined)
    await addAdministrator(services, { username, password }, true)
    say(`Administrator ${username} was made in realm master.`)
    return 0
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
    throw new CannotStart(`User ${username} exists in realm master. Choose another name with --username.`)
  } finally {
    await close()
  }
}

function variable(environment: Environment, name: string, option: string): string {
  const value = environment[name]
  if (value === undefined || value === '') {
    throw new UsageError(`The variable ${name} is empty or not set. Set it, or name another with ${option}=VARIABLE.`)
  }
  return value
}
