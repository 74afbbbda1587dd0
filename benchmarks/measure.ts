/** Measures a running server: starts the load process and reads the server's CPU time around the measured part. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import readline from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { LoadOrder, LoadResult } from './load.ts'
import { readUsage } from './process-usage.ts'

export interface Measurement {
  readonly scenario: string
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** The server's CPU milliseconds per request, all threads; `undefined` without a process id or /proc. */
  readonly cpuMs?: number
  /** Resident memory right after the load, in megabytes. */
  readonly residentMb?: number
  readonly failed: number
  readonly firstFailure?: string
}

/** @throws Error when the load process fails or nothing succeeded. */
export async function measure(order: LoadOrder, serverPid: number | undefined): Promise<Measurement> {
  const program = fileURLToPath(new URL('load.ts', import.meta.url))
  const load = spawn(process.execPath, [program, JSON.stringify(order)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(load, 'exit')
  const lines = readline.createInterface({ input: load.stdout })[Symbol.asyncIterator]()
  await nextLine(lines, order.scenario)
  const before = usage(serverPid)
  const result: LoadResult = JSON.parse(await nextLine(lines, order.scenario))
  const after = usage(serverPid)
  await ended
  if (result.completed === 0) throw new Error(`${order.scenario}: nothing succeeded: ${result.firstFailure}`)
  return {
    scenario: order.scenario,
    perSecond: result.completed / (result.elapsedMs / 1000),
    p50Ms: result.p50Ms,
    p99Ms: result.p99Ms,
    failed: result.failed,
    ...(result.firstFailure !== undefined && { firstFailure: result.firstFailure }),
    ...(before && after && { cpuMs: (after.cpuMs - before.cpuMs) / (result.completed + result.failed) }),
    ...(after && { residentMb: after.residentMb }),
  }
}

function usage(pid: number | undefined) {
  return pid === undefined ? undefined : readUsage(pid)
}

async function nextLine(lines: AsyncIterator<string>, scenario: string): Promise<string> {
  const { value, done } = await lines.next()
  if (done) throw new Error(`${scenario}: the load process ended early`)
  return value
}
