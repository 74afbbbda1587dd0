/**
 * The log: one JSON object a line in production, a readable line in development. It is handed names, ids and reasons
 * only; errors are written without the text of requests. Written here instead of taken from pino, because with its
 * pretty-printer that costs 40 ms of start-up and 10 MB, which is a fifth of what a start may take.
 */
import type { Clock } from './model/time.ts'
import { RULES } from './protocol/rules.ts'
import type { FlowEvent, FlowRecorder } from './trace/recorder.ts'

export type LogLevel = 'off' | 'error' | 'warn' | 'info' | 'debug'
export type Facts = Readonly<Record<string, unknown>>
type Severity = Exclude<LogLevel, 'off'>

export interface Log {
  error(facts: Facts, message: string): void
  warn(facts: Facts, message: string): void
  info(facts: Facts, message: string): void
  debug(facts: Facts, message: string): void
  /** For those who would have to work to say something: ask first. */
  isEnabled(level: Severity): boolean
}

export interface LogOptions {
  readonly level: LogLevel
  readonly format: 'default' | 'json'
  readonly clock: Pick<Clock, 'nowMs'>
  /** Takes one line with its line break. */
  readonly write: (line: string) => void
  readonly colors?: boolean
}

const RANK: Readonly<Record<LogLevel, number>> = { off: 0, error: 1, warn: 2, info: 3, debug: 4 }
/** Keys whose values are never written, whoever hands them over. */
const SECRET = /password|secret|token|^code$|authorization|cookie|credential/i

export function createLog({ level, format, clock, write, colors = false }: LogOptions): Log {
  const line = format === 'json' ? jsonLine : readableLine(colors)
  const isEnabled = (severity: Severity) => RANK[severity] <= RANK[level]
  const at = (severity: Severity) => (facts: Facts, message: string) => {
    if (isEnabled(severity)) write(line(clock.nowMs(), severity, message, facts))
  }
  return { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug'), isEnabled }
}

/** Tells refusals at info, with the rule and how to repair it, and what went well at debug. */
export function logRecorder(log: Log): FlowRecorder {
  return {
    happened(event) {
      if (log.isEnabled('debug')) log.debug(factsOf(event), event.type)
    },
    refused(event) {
      if (!log.isEnabled('info')) return
      const { kind, came, expected } = event.reason
      const { rule, repair } = RULES[kind]
      log.info({ ...factsOf(event), kind, came: bounded(came), expected, rule, repair }, `refused: ${kind}`)
    },
  }
}

function factsOf({ type, realm, clientId, userId, sessionId, ipAddress }: FlowEvent): Facts {
  return { type, realm: bounded(realm), clientId: bounded(clientId), userId, sessionId, ipAddress }
}

const LONGEST_FACT = 500

/** What a stranger sent must not fill the disk. */
function bounded(text: string | undefined): string | undefined {
  return text !== undefined && text.length > LONGEST_FACT ? `${text.slice(0, LONGEST_FACT)}…` : text
}

function jsonLine(timeMs: number, level: Severity, message: string, facts: Facts): string {
  return `${JSON.stringify({ time: new Date(timeMs).toISOString(), level, message, ...shown(facts) })}\n`
}

const COLOR: Readonly<Record<Severity, number>> = { error: 31, warn: 33, info: 32, debug: 90 }

function readableLine(colors: boolean) {
  const paint = (code: number, text: string) => (colors ? `\u001B[${code}m${text}\u001B[39m` : text)
  return (timeMs: number, level: Severity, message: string, facts: Facts): string => {
    const time = new Date(timeMs).toISOString().slice(11, 23)
    const { stack, ...rest } = shown(facts)
    const pairs = Object.entries(rest).filter(([, value]) => value !== undefined)
    const told = pairs.map(([key, value]) =>
      paint(90, `${key}=${typeof value === 'string' && /^[\w./:@-]+$/.test(value) ? value : JSON.stringify(value)}`),
    )
    const head = `${paint(90, time)} ${paint(COLOR[level], level.toUpperCase().padEnd(5))} ${singleLine(message)}`
    return `${[head, ...told].join(' ')}\n${typeof stack === 'string' ? `${stack}\n` : ''}`
  }
}

/** Facts as they may be written: errors as texts, secrets masked. */
function shown(facts: Facts): Record<string, unknown> {
  const { err, ...rest } = facts
  const entries = Object.entries(rest).map(([key, value]) => [key, SECRET.test(key) ? '**********' : value] as const)
  return { ...Object.fromEntries(entries), ...(err === undefined ? {} : errorFacts(err)) }
}

function errorFacts(error: unknown): Facts {
  if (!(error instanceof Error)) return { error: typeof error }
  return { error: `${error.name}: ${error.message}`, stack: error.stack }
}

/** A line break in a message would let whoever caused it write log lines of their own. */
function singleLine(message: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must go
  return message.replace(/[\u0000-\u001f\u007f]/g, ' ')
}
