/** The part of `latchkey apply` that talks to a server elsewhere (`--url`). */
import { systemClock, systemRandom } from '../clock.ts'
import { AdminApi, AdminApiError, type Credentials } from '../provisioning/remote/admin-api.ts'
import { applyRemotely, BrokenOff, planRemotely } from '../provisioning/remote/apply-remotely.ts'
import type { ApplyMode } from '../representations/apply/merge-realm.ts'
import type { RealmPlan } from '../representations/apply/plan-realm.ts'
import type { RealmFile } from '../representations/realm-files.ts'
import { CannotStart } from './cannot-start.ts'
import { REMOTE_OPTIONS } from './command-options.ts'
import { UsageError } from './option.ts'
import type { Sources } from './sources.ts'

export interface Administrator {
  readonly url: string
  readonly credentials: Credentials
}

/**
 * @returns `undefined` without `--url`.
 * @throws {UsageError} when it isn't clear who calls the server.
 */
export function administratorOf({ given, isGiven }: Sources): Administrator | undefined {
  const url = given(REMOTE_OPTIONS.url)
  if (url === undefined) {
    const stray = [REMOTE_OPTIONS.user, REMOTE_OPTIONS.clientId].find(isGiven)
    if (stray !== undefined) throw new UsageError(`--${stray.name} goes with --url: the database asks for nobody.`)
    return undefined
  }
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
    throw new UsageError(`--url: "${url}" is not allowed, expected a URL such as https://login.example.org.`)
  }
  const realm = given(REMOTE_OPTIONS.loginRealm)
  const [token, user, password] = [REMOTE_OPTIONS.token, REMOTE_OPTIONS.user, REMOTE_OPTIONS.password].map(given)
  const [clientId, secret] = [REMOTE_OPTIONS.clientId, REMOTE_OPTIONS.clientSecret].map(given)
  if (user !== undefined && clientId !== undefined) throw new UsageError('--url takes either --user or --client-id.')
  if (user !== undefined) {
    if (password === undefined) throw new UsageError('--user needs --password, or the variable KC_CLI_PASSWORD.')
    return { url, credentials: { kind: 'user', realm, user, password } }
  }
  if (clientId !== undefined) {
    if (secret === undefined) {
      throw new UsageError('--client-id needs --client-secret, or the variable KC_CLI_CLIENT_SECRET.')
    }
    return { url, credentials: { kind: 'client', realm, clientId, secret } }
  }
  if (token !== undefined) return { url, credentials: { kind: 'token', token } }
  throw new UsageError('--url needs an administrator: --user, --client-id or --token.')
}

/** @throws {CannotStart} with what was done and what wasn't, when a call fails. */
export async function onServer(
  { url, credentials }: Administrator,
  files: readonly RealmFile[],
  mode: ApplyMode,
  isPlan: boolean,
): Promise<readonly RealmPlan[]> {
  const api = new AdminApi(url, credentials)
  const context = { clock: systemClock, random: systemRandom }
  try {
    const plans = await planRemotely(api, files, mode, context)
    if (!isPlan) await applyRemotely(api, plans)
    return plans.map(({ plan }) => plan)
  } catch (error) {
    if (error instanceof BrokenOff) throw new CannotStart(brokenOffText(error), { cause: error })
    if (error instanceof AdminApiError) throw new CannotStart(`${error.message}.`, { cause: error })
    throw error
  }
}

function brokenOffText({ message, done, left }: BrokenOff): string {
  const listed = (names: readonly string[]) => names.map((name) => `\n    ${name}`).join('')
  return [
    `${message}.`,
    done.length === 0 ? '  Nothing was changed.' : `  Done before that:${listed(done)}`,
    `  Not done:${listed(left)}`,
    '  Run it again when the reason is gone: it goes on with what is left.',
  ].join('\n')
}
