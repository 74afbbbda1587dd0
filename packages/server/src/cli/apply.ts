/** `latchkey apply`: realms brought to the state of files, on the database, while the server runs or not. */
import { existsSync } from 'node:fs'
import { compose } from '../compose.ts'
import { applyRealms, planOfRealms } from '../provisioning/apply-realms.ts'
import { bootstrapMaster } from '../provisioning/bootstrap.ts'
import type { RealmPlan } from '../representations/apply/plan-realm.ts'
import type { RealmFile } from '../representations/realm-files.ts'
import { Conflict } from '../store/ports.ts'
import { administratorOf, onServer } from './apply-on-server.ts'
import { CannotStart } from './cannot-start.ts'
import type { Call } from './command.ts'
import { APPLY_OPTIONS } from './command-options.ts'
import { ensureDataFolder } from './data-folder.ts'
import { UsageError } from './option.ts'
import { hasChanges, planJson, planText, summary } from './plan-text.ts'
import { explainingFiles, readRealms } from './realm-source.ts'

/** Of `--plan --exit-code` when there is something to change: neither a failure (1) nor a mistake (2). */
const SOMETHING_TO_CHANGE = 3

export async function applyCommand(call: Call): Promise<number> {
  const { sources, environment, operand, say } = call
  const isPlan = sources.given(APPLY_OPTIONS.plan)
  const exitCode = sources.given(APPLY_OPTIONS.exitCode)
  if (exitCode && !isPlan) throw new UsageError('--exit-code goes with --plan: without it the changes are made.')
  const administrator = administratorOf(sources)
  const files = await readRealms(operand, 'the path', environment)
  if (files.length === 0) throw new CannotStart(`There is no .json file in ${operand}. Check the path.`)
  const plans = await explainingFiles(() =>
    administrator === undefined
      ? onStore(call, files, isPlan)
      : onServer(administrator, files, sources.given(APPLY_OPTIONS.mode), isPlan),
  )
  if (sources.given(APPLY_OPTIONS.json)) say(planJson(plans, !isPlan))
  else say(`${planText(plans)}\n${summary(plans, !isPlan)}`)
  return exitCode && hasChanges(plans) ? SOMETHING_TO_CHANGE : 0
}

async function onStore(
  { settings, sources }: Call,
  files: readonly RealmFile[],
  isPlan: boolean,
): Promise<readonly RealmPlan[]> {
  const mode = sources.given(APPLY_OPTIONS.mode)
  if (isPlan && !existsSync(settings.database)) {
    throw new CannotStart(`There is no database at ${settings.database} to compare with. Check --data-dir.`)
  }
  ensureDataFolder(settings.dataDir)
  const { services, close } = await compose(settings)
  try {
    if (isPlan) return await planOfRealms(services, files, mode)
    await bootstrapMaster(services, settings.bootstrapAdmin)
    const done = await applyRealms(services, files, mode)
    if (done === undefined) throw new CannotStart('Others keep changing these realms; nothing was changed. Try again.')
    return done
  } catch (error) {
    if (error instanceof Conflict) throw new CannotStart(`Nothing was changed, because of a ${error.message}.`)
    throw error
  } finally {
    await close()
  }
}
