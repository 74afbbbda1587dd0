/** The real program in a process of its own, for tests. Every wait ends after a while, and no process outlives its test. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const MAIN = join(import.meta.dirname, '../../src/main.ts')
/** Generous, because the machine may be busy; reached only when something is broken. */
const PATIENCE_MS = 60_000

export const REALM_FILE = join(import.meta.dirname, '../../../../examples/realms/test-realm.json')

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command to its end. */
export function latchkey(argv: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return new LatchkeyProcess(argv, environment).ended()
}

export class LatchkeyProcess {
  readonly #child: ChildProcess
  readonly #ended: Promise<Ended>
  #stdout = ''
  #stderr = ''
  #onOutput = () => {}

  constructor(argv: readonly string[], environment: Readonly<Record<string, string>> = {}) {
    const inherited = Object.entries(process.env).filter(([name]) => !/^(?:KC_|NODE_|NO_COLOR)/.test(name))
    this.#child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...argv], {
      env: { ...Object.fromEntries(inherited), ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.#stdout += text
      this.#onOutput()
    })
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr += text
      this.#onOutput()
    })
    this.#ended = new Promise((resolve) => {
      this.#child.once('close', (code, signal) => {
        resolve({ code, signal, stdout: this.#stdout, stderr: this.#stderr })
      })
    })
  }

  /** What it printed so far. */
  get stdout(): string {
    return this.#stdout
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal)
  }

  /** Waits for its output to match, and gives the match. */
  async printed(pattern: RegExp): Promise<RegExpExecArray> {
    const found = new Promise<RegExpExecArray>((resolve, reject) => {
      this.#onOutput = () => {
        const match = pattern.exec(this.#stdout)
        if (match) resolve(match)
      }
      this.#onOutput()
      void this.#ended.then(({ code, stdout, stderr }) =>
        reject(new Error(`ended with ${code} before it printed ${pattern}:\n${stdout}${stderr}`)),
      )
    })
    return this.#inTime(found, `print ${pattern}`)
  }

  ended(): Promise<Ended> {
    return this.#inTime(this.#ended, 'end')
  }

  /** Ends it in any case. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.#ended
  }

  async #inTime<T>(promise: Promise<T>, what: string): Promise<T> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        this.#child.kill('SIGKILL')
        reject(new Error(`did not ${what} in ${PATIENCE_MS} ms:\n${this.#stdout}${this.#stderr}`))
      }, PATIENCE_MS)
    })
    try {
      return await Promise.race([promise, late])
    } finally {
      clearTimeout(timer)
    }
  }
}

/** A server on free ports, listening. */
export interface StartedServer extends AsyncDisposable {
  readonly process: LatchkeyProcess
  /** `http://127.0.0.1:PORT` */
  readonly base: string
  readonly management: string
}

/** @param argv - beside ports, data folder and log format. */
export async function startServer(
  dataDir: string,
  argv: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
  command: 'start' | 'start-dev' = 'start-dev',
): Promise<StartedServer> {
  const ports = ['--http-port=0', '--http-management-port=0', '--http-host=127.0.0.1']
  const started = new LatchkeyProcess(
    [command, ...ports, `--data-dir=${dataDir}`, '--log-console-output=json', ...argv],
    environment,
  )
  const [, port, managementPort] = await started.printed(/"port":(\d+)(?:,"managementPort":(\d+))?.*"readyMs":/)
  return {
    process: started,
    base: `http://127.0.0.1:${port}`,
    management: `http://127.0.0.1:${managementPort}`,
    [Symbol.asyncDispose]: () => started[Symbol.asyncDispose](),
  }
}

/** A folder for one test, gone after it. */
export function temporaryFolder(): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), 'latchkey-process-'))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}
