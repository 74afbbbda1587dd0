/** Measures what a user notices before the first request: how fast the server starts, and what it takes while idle. */
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type ServerOptions, type ServerProcess, startServer } from '../conformance/server-process.ts'
import { readUsage } from './process-usage.ts'
import { median } from './statistics.ts'

export interface StartUp {
  /** Milliseconds to the first discovery answer: medians of all runs, and every run. */
  readonly existingMs: number
  readonly freshMs: number
  readonly existingRunsMs: readonly number[]
  readonly freshRunsMs: readonly number[]
  /** Resident megabytes after three seconds without a request; `undefined` where there is no /proc. */
  readonly idleMb?: number
}

export interface Subject {
  readonly entry: string
  readonly realmFile: string
  /** A folder to put data folders into. */
  readonly folder: string
}

const readyPath = '/realms/test/.well-known/openid-configuration'
const idleMs = 3000

/** Starts a server whose database holds the realm, once it has been started before. */
export function startSubject(subject: Subject, dataDir: string, fresh: boolean): Promise<ServerProcess> {
  const options: ServerOptions = {
    entry: subject.entry,
    nodeOptions: ['--max-semi-space-size=1', '--optimize-for-size'], // as `npm start` and the command `latchkey` do
    command: 'start-dev',
    dataDir,
    readyPath,
    args: fresh ? [`--import-realm=${subject.realmFile}`] : [],
  }
  return startServer(options)
}

/** @param runs - how often each kind of start is measured. */
export async function measureStartUp(subject: Subject, runs: number): Promise<StartUp> {
  const freshRunsMs: number[] = []
  for (let i = 0; i < runs; i++) {
    const dataDir = path.join(subject.folder, `fresh-${i}`)
    freshRunsMs.push(await startAndStop(subject, dataDir, true))
    // the last one is the existing database of the next part
    if (i < runs - 1) fs.rmSync(dataDir, { recursive: true, force: true })
  }
  const existing = path.join(subject.folder, `fresh-${runs - 1}`)
  const existingRunsMs: number[] = []
  for (let i = 0; i < runs; i++) existingRunsMs.push(await startAndStop(subject, existing, false))
  const idleMb = await measureIdle(subject, existing)
  return {
    existingMs: median(existingRunsMs),
    freshMs: median(freshRunsMs),
    existingRunsMs,
    freshRunsMs,
    ...(idleMb !== undefined && { idleMb }),
  }
}

async function startAndStop(subject: Subject, dataDir: string, fresh: boolean): Promise<number> {
  const server = await startSubject(subject, dataDir, fresh)
  await server.stop()
  return server.startUpMs
}

async function measureIdle(subject: Subject, dataDir: string): Promise<number | undefined> {
  const server = await startSubject(subject, dataDir, false)
  try {
    await delay(idleMs)
    return readUsage(server.pid)?.residentMb
  } finally {
    await server.stop()
  }
}
