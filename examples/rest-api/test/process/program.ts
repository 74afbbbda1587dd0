/** A Node program in a process of its own. Every wait ends, and no process outlives its test. */
import { type ChildProcess, spawn } from 'node:child_process'

const PATIENCE_MS = 30_000

export class Program {
  /** What it printed so far. */
  output = ''
  /** Its exit code; a signal is -1. */
  ended: Promise<number>
  #child: ChildProcess
  readonly #argv: readonly string[]
  readonly #environment: Readonly<Record<string, string>>

  constructor(argv: readonly string[], environment: Readonly<Record<string, string>>) {
    this.#argv = argv
    this.#environment = environment
    ;[this.#child, this.ended] = this.#start()
  }

  /** Waits until it has printed that. */
  async says(words: string): Promise<void> {
    const signal = AbortSignal.timeout(PATIENCE_MS)
    while (!this.output.includes(words)) {
      if (signal.aborted || this.#child.exitCode !== null) throw new Error(`It never said "${words}": ${this.output}`)
      await new Promise<void>((resolve) => {
        this.#child.stdout?.once('data', () => resolve())
        this.#child.stderr?.once('data', () => resolve())
        this.#child.once('exit', () => resolve())
        signal.addEventListener('abort', () => resolve(), { once: true })
      })
    }
  }

  async stop(): Promise<void> {
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), PATIENCE_MS)
    this.#child.kill('SIGTERM')
    await this.ended
    clearTimeout(timer)
  }

  /** Ends it by force, as a machine would, and starts it again. */
  async restart(words: string): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.ended
    this.output = ''
    ;[this.#child, this.ended] = this.#start()
    await this.says(words)
  }

  #start(): [ChildProcess, Promise<number>] {
    const inherited = Object.entries(process.env).filter(([name]) => !/^(?:KC_|NODE_)/.test(name))
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...this.#argv], {
      env: { ...Object.fromEntries(inherited), ...this.#environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.output += text
      })
    }
    return [child, new Promise((resolve) => child.once('close', (code) => resolve(code ?? -1)))]
  }
}
