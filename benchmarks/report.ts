/** The benchmark's tables, in Markdown as they stand in docs/benchmarks.md. */
import type { MachineLimits } from './machine.ts'
import type { Measurement } from './measure.ts'
import type { Scenario } from './scenarios.ts'
import type { StartUp } from './start-up.ts'

export interface Results {
  /** ISO 8601 date and time. */
  readonly measuredAt: string
  readonly machineSize: string
  readonly node: string
  readonly connections: number
  readonly seconds: number
  readonly machine: MachineLimits
  readonly startUp?: StartUp
  readonly latchkey: readonly Measurement[]
  readonly keycloak: readonly Measurement[]
}

/** CPU milliseconds that signing and hashing alone need for one request of the scenario. */
export function limitMs(scenario: Scenario, machine: MachineLimits): number {
  return scenario.signatures * machine.rsaSignMs + scenario.passwordHashes * machine.argon2idMs
}

/** @param scenarios - those that were measured, for the limits. */
export function markdown(results: Results, scenarios: readonly Scenario[]): string {
  const { machine, startUp } = results
  const facts = [
    `Measured ${results.measuredAt} on ${results.machineSize}, Node ${results.node};`,
    `${results.connections} connections, ${results.seconds} s per row.`,
    `One RSA-2048 signature costs ${decimals(machine.rsaSignMs)} ms of CPU here, one argon2id hash with Keycloak's`,
    `parameters ${decimals(machine.argon2idMs)} ms.`,
  ].join('\n')
  return [facts, ...(startUp ? [startUpTable(startUp, machine)] : []), loadTable(results, scenarios)].join('\n\n')
}

function startUpTable(startUp: StartUp, machine: MachineLimits): string {
  const rows = [
    ['start to first discovery answer, existing database', `${startUp.existingMs.toFixed(0)} ms`],
    ['start to first discovery answer, fresh database, realm imported', `${startUp.freshMs.toFixed(0)} ms`],
    ['bare Node (`node -e 0`)', `${machine.nodeStartMs.toFixed(0)} ms`],
    ['idle memory, resident', startUp.idleMb === undefined ? '–' : `${startUp.idleMb.toFixed(0)} MB`],
  ]
  return table(['', 'median'], rows)
}

function loadTable(results: Results, scenarios: readonly Scenario[]): string {
  const withKeycloak = results.keycloak.length > 0
  const columns = [
    'request',
    'requests/s',
    'p50 ms',
    'p99 ms',
    'CPU ms/request',
    'crypto alone, ms',
    'ratio to it',
    'MB',
  ]
  const reference = ['Keycloak requests/s', 'p50 ms', 'p99 ms', 'CPU ms/request', 'MB', 'its CPU by ours']
  const rows = scenarios.map((scenario) => {
    const ours = results.latchkey.find((row) => row.scenario === scenario.name)
    const theirs = results.keycloak.find((row) => row.scenario === scenario.name)
    const limit = limitMs(scenario, results.machine)
    const own = [
      ...figures(ours),
      limit > 0 ? decimals(limit) : '–',
      limit > 0 ? ratio(ours?.cpuMs, limit) : '–',
      whole(ours?.residentMb),
    ]
    const other = [...figures(theirs), whole(theirs?.residentMb), ratio(theirs?.cpuMs, ours?.cpuMs)]
    return [
      scenario.name === 'code login' ? 'code login (3 requests)' : scenario.name,
      ...own,
      ...(withKeycloak ? other : []),
    ]
  })
  return table(withKeycloak ? [...columns, ...reference] : columns, rows)
}

function figures(row: Measurement | undefined): string[] {
  if (!row) return ['–', '–', '–', '–']
  return [whole(row.perSecond), decimals(row.p50Ms), decimals(row.p99Ms), decimals(row.cpuMs)]
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const rule = line(columns.map((_, i) => (i === 0 ? '---' : '---:')))
  return [line(columns), rule, ...rows.map(line)].join('\n')
}

function whole(value: number | undefined): string {
  return value === undefined ? '–' : value.toFixed(0)
}

function decimals(value: number | undefined): string {
  return value === undefined ? '–' : value.toFixed(value < 10 ? 2 : 1)
}

function ratio(value: number | undefined, by: number | undefined): string {
  return value === undefined || by === undefined || by === 0 ? '–' : `${(value / by).toFixed(1)}×`
}
