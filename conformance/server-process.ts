/**
 * Runs the server as a user would, as a process of its own on a free port, for programs that ask it over HTTP.
 * Used by the differential run and by the benchmarks; the server's own tests don't need it.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import http from 'node:http'
import net from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

export interface ServerProcess {
  /** With the path prefix `/auth`, which the server answers beside the bare paths. */
  readonly baseUrl: string
  readonly pid: number
  /** Milliseconds from the start of the process to its first answer at `readyPath`. */
  readonly startUpMs: number
  /** Asks the process to end and waits for it; ends it by force after ten seconds. */
  stop(): Promise<void>
}

export interface ServerOptions {
  /** The program: a source file or a bundle. */
  readonly entry: string
  readonly command: 'start' | 'start-dev'
  readonly dataDir: string
  /** Of Node, such as `--max-semi-space-size=1`. */
  readonly nodeOptions?: readonly string[]
  /** Further arguments, such as `--import-realm=FILE`. */
  readonly args?: readonly string[]
  /** Beside the bootstrap administrator admin/admin and the environment of this process. */
  readonly env?: Readonly<Record<string, string>>
  /** The path, after the prefix, whose 200 means that the server is ready. */
  readonly readyPath?: string
  readonly timeoutMs?: number
}

const defaultReadyPath = '/realms/master/.well-known/openid-configuration'

/** @throws Error with the end of the server's output when it ends or stays silent for `timeoutMs` (30 s). */
export async function startServer(options: ServerOptions): Promise<ServerProcess> {
  const [port, managementPort] = [await freePort(), await freePort()]
  const args = [
    ...['--http-host', '127.0.0.1', '--http-port', String(port), '--http-management-port', String(managementPort)],
    ...['--data-dir', options.dataDir],
    ...(options.args ?? []),
  ]
  const startedAtMs = performance.now()
  const child = spawn(process.execPath, [...(options.nodeOptions ?? []), options.entry, options.command, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, KC_BOOTSTRAP_ADMIN_USERNAME: 'admin', KC_BOOTSTRAP_ADMIN_PASSWORD: 'admin', ...options.env },
  })
  // a caller that dies of an error must not leave a server behind
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  child.once('exit', () => process.removeListener('exit', kill))
  const output = collectOutput(child)
  const baseUrl = `http://127.0.0.1:${port}/auth`
  try {
    await answers(`${baseUrl}${options.readyPath ?? defaultReadyPath}`, child, options.timeoutMs ?? 30_000)
  } catch (error) {
    await stop(child)
    throw new Error(`${error instanceof Error ? error.message : error}; it had said:\n${output()}`)
  }
  const startUpMs = performance.now() - startedAtMs
  if (child.pid === undefined) throw new Error('the server has no process id')
  return { baseUrl, pid: child.pid, startUpMs, stop: () => stop(child) }
}

/** @returns a TCP port of the loopback interface that nobody listens on at this moment. */
async function freePort(): Promise<number> {
  const probe = net.createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (typeof address !== 'object' || address === null) throw new Error('no TCP port to be had')
  return address.port
}

/** Keeps the last part of what the process says and reads the rest away, so that it never blocks on a full pipe. */
function collectOutput(child: ChildProcess): () => string {
  let text = ''
  const take = (chunk: Buffer) => {
    text = (text + chunk.toString('utf8')).slice(-4000)
  }
  child.stdout?.on('data', take)
  child.stderr?.on('data', take)
  return () => text
}

async function answers(url: string, child: ChildProcess, timeoutMs: number): Promise<void> {
  const deadline = performance.now() + timeoutMs
  let last = 'no answer'
  while (performance.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`the server ended with ${child.exitCode ?? child.signalCode} before it was ready`)
    }
    last = await statusOf(url)
    if (last === '200') return
    await delay(2)
  }
  throw new Error(`the server was not ready after ${timeoutMs} ms: ${url} gave ${last}`)
}

/** @returns the status, or the error's name while nobody listens. */
function statusOf(url: string): Promise<string> {
  return new Promise((resolve) => {
    const request = http.get(url, { agent: false, timeout: 5_000 }, (response) => {
      response.resume().once('end', () => resolve(String(response.statusCode)))
    })
    request.once('timeout', () => request.destroy(new Error('timeout')))
    request.once('error', (error) => resolve(error.message))
  })
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const force = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await ended
  clearTimeout(force)
}
