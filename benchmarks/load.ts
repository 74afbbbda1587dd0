/**
 * The load process: drives one scenario over keep-alive connections for a bounded time. It is a process of its own, so
 * that its work is neither on the server's event loop nor counted as the server's.
 *
 *   node load.ts '{"baseUrl": "…", "scenario": "…", "connections": 8, "warmUpSeconds": 2, "seconds": 5}'
 *
 * Writes one line when the warm-up is over and a second one with the result, both JSON.
 */
import { Client } from './client.ts'
import { type Scenario, type Step, scenarios } from './scenarios.ts'
import { percentile } from './statistics.ts'

export interface LoadOrder {
  readonly baseUrl: string
  readonly scenario: string
  readonly connections: number
  readonly warmUpSeconds: number
  readonly seconds: number
}

export interface LoadResult {
  /** Of the measured time; a log-in counts as one. */
  readonly completed: number
  readonly failed: number
  /** What the first failure was; `undefined` when none was. */
  readonly firstFailure?: string
  readonly elapsedMs: number
  readonly p50Ms: number
  readonly p99Ms: number
}

/** Runs the steps side by side, each in a loop, until the time is over; what runs then is finished and counted. */
export async function drive(steps: readonly Step[], seconds: number): Promise<LoadResult> {
  const latenciesMs: number[] = []
  const failures: string[] = []
  const startedAtMs = performance.now()
  const deadlineMs = startedAtMs + seconds * 1000
  const loop = async (step: Step) => {
    while (performance.now() < deadlineMs) {
      const sentAtMs = performance.now()
      try {
        await step()
        latenciesMs.push(performance.now() - sentAtMs)
      } catch (error) {
        failures.push(error instanceof Error ? error.message : String(error))
      }
    }
  }
  await Promise.all(steps.map(loop))
  const elapsedMs = performance.now() - startedAtMs
  latenciesMs.sort((a, b) => a - b)
  const [firstFailure] = failures
  return {
    completed: latenciesMs.length,
    failed: failures.length,
    ...(firstFailure !== undefined && { firstFailure }),
    elapsedMs,
    p50Ms: percentile(latenciesMs, 50),
    p99Ms: percentile(latenciesMs, 99),
  }
}

async function run(order: LoadOrder, scenario: Scenario): Promise<void> {
  const client = new Client(order.baseUrl, order.connections)
  const steps: Step[] = []
  for (let i = 0; i < order.connections; i++) steps.push(await scenario.prepare(client))
  await drive(steps, order.warmUpSeconds)
  process.stdout.write('{"warm":true}\n')
  const result = await drive(steps, order.seconds)
  process.stdout.write(`${JSON.stringify(result)}\n`)
  client.close()
}

if (import.meta.main) {
  const order: LoadOrder = JSON.parse(process.argv[2] ?? '{}')
  const scenario = scenarios.find((candidate) => candidate.name === order.scenario)
  if (!scenario) throw new Error(`no scenario is called ${order.scenario}`)
  await run(order, scenario)
}
