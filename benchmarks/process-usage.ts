/** What Linux tells about another process in /proc. On other systems nothing is known, and nothing is made up. */
import fs from 'node:fs'

export interface ProcessUsage {
  /** CPU time of all threads, user and system, in milliseconds; counted in steps of 10 ms. */
  readonly cpuMs: number
  /** Resident memory in megabytes of a million bytes. */
  readonly residentMb: number
}

/** Linux reports CPU times to programs in hundredths of a second on every architecture that Node supports. */
const msPerTick = 10

/** @returns `undefined` where there is no /proc or no such process. */
export function readUsage(pid: number): ProcessUsage | undefined {
  try {
    const cpuMs = parseCpuMs(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'))
    return { cpuMs, residentMb: parseResidentMb(fs.readFileSync(`/proc/${pid}/status`, 'utf8')) }
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH'))
      return undefined
    throw error
  }
}

/**
 * Reads utime and stime, fields 14 and 15 of /proc/PID/stat, which count all threads of the process.
 * @throws Error for a text of another form.
 */
export function parseCpuMs(stat: string): number {
  // field 2 is the program's name in parentheses, in which spaces and parentheses may stand
  const afterName = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [utime, stime] = [Number(afterName[11]), Number(afterName[12])]
  if (!Number.isInteger(utime) || !Number.isInteger(stime)) throw new Error('/proc/PID/stat has an unknown form')
  return (utime + stime) * msPerTick
}

/** Reads VmRSS of /proc/PID/status. @throws Error when there is none, as for a process that has ended. */
export function parseResidentMb(status: string): number {
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]
  if (kib === undefined) throw new Error('/proc/PID/status has no VmRSS')
  return (Number(kib) * 1024) / 1e6
}
