/** What a command is: its options, and the module that does it, loaded only when it is called. */
import type { Settings } from '../config.ts'
import type { Arguments } from './arguments.ts'
import type { CommandName, Mode, Option } from './option.ts'
import { UsageError } from './option.ts'
import { settingsOf } from './settings.ts'
import { type Environment, SERVER_OPTIONS, type Sources, sourcesOf } from './sources.ts'

export interface Command {
  readonly name: CommandName
  /** `bootstrap-admin user [options]` */
  readonly usage: string
  readonly summary: string
  readonly about: string
  readonly mode: Mode
  /** Options that only this command has. */
  readonly options: readonly Option<unknown>[]
  /** Words that must follow the command. */
  readonly operands: readonly string[]
  /** What the one free word behind them stands for (`FILE`), where the command takes one; it must be there. */
  readonly operand?: string
  readonly examples: readonly string[]
  load(): Promise<(call: Call) => Promise<number>>
}

/** A command as it was called. */
export interface Call {
  readonly settings: Settings
  readonly sources: Sources
  readonly environment: Environment
  /** The free word of the command, empty where it takes none. */
  readonly operand: string
  /** Writes a line for the person at the terminal. */
  say(line: string): void
}

/** All options a command takes, in the order of its help. */
export function optionsOf(command: Command): readonly Option<unknown>[] {
  const shared = SERVER_OPTIONS.filter((option) => option.scope.includes(command.name))
  return [...command.options, ...shared]
}

/** @throws {UsageError} */
export function callOf(command: Command, parsed: Arguments, environment: Environment, say: Call['say']): Call {
  const free = parsed.operands.slice(command.operands.length)
  const stray = command.operand === undefined ? free : free.slice(1)
  const [operand] = free
  if (
    command.operands.some((word, index) => parsed.operands[index] !== word) ||
    (command.operand !== undefined && operand === undefined)
  ) {
    throw new UsageError(`Usage: latchkey ${command.usage}`)
  }
  if (stray.length > 0) {
    throw new UsageError(`"${stray[0]}" is not expected. Usage: latchkey ${command.usage}`)
  }
  const sources = sourcesOf(command.name, command.mode, parsed, environment, command.options)
  return {
    settings: settingsOf(sources.given, command.mode, command.name.startsWith('start')),
    sources,
    environment,
    operand: command.operand === undefined ? '' : (operand ?? ''),
    say,
  }
}
