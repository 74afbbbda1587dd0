/** Splits a command line into options and operands. What an option means is decided by its table. */

import { suggestion } from './nearest.ts'
import type { Option } from './option.ts'
import { UsageError } from './option.ts'

export interface Arguments {
  /** Texts by option name, the last one given. */
  readonly options: ReadonlyMap<string, string>
  /** Options that the table does not know, with their value if one was attached. */
  readonly unknown: readonly string[]
  readonly operands: readonly string[]
  readonly help: boolean
}

const SHORT: Readonly<Record<string, string>> = { '-h': 'help', '-cf': 'config-file', '-v': 'verbose' }

/**
 * @param argv - after the command.
 * @param known - the options of the command.
 * @throws {UsageError} for an option that needs a value and has none.
 */
export function parseArguments(argv: readonly string[], known: readonly Option<unknown>[]): Arguments {
  const byName = new Map(known.map((option) => [option.name, option]))
  const options = new Map<string, string>()
  const unknown: string[] = []
  const operands: string[] = []
  let help = false
  for (let index = 0; index < argv.length; index++) {
    const argument = argv[index] ?? ''
    if (!argument.startsWith('-') || argument === '-') {
      operands.push(argument)
      continue
    }
    const { name, attached } = nameAndValue(argument)
    const option = byName.get(name)
    if (name === 'help') {
      help = true
    } else if (option === undefined) {
      unknown.push(name)
      // its value, as far as it can be one, is not an operand
      if (attached === undefined && isValue(argv[index + 1])) index++
    } else if (attached !== undefined) {
      options.set(name, attached)
    } else {
      const next = argv[index + 1]
      const taken = takesNext(option, next)
      if (taken !== undefined) index++
      options.set(name, taken ?? aloneOr(option))
    }
  }
  return { options, unknown, operands, help }
}

function nameAndValue(argument: string): { name: string; attached: string | undefined } {
  const equals = argument.indexOf('=')
  const written = equals < 0 ? argument : argument.slice(0, equals)
  return {
    name: SHORT[written] ?? written.replace(/^--?/, ''),
    attached: equals < 0 ? undefined : argument.slice(equals + 1),
  }
}

function isValue(argument: string | undefined): argument is string {
  return argument !== undefined && !/^--?[a-z]/i.test(argument)
}

/** A switch takes the next word only when it is one of its values, so that an operand may follow it. */
function takesNext(option: Option<unknown>, next: string | undefined): string | undefined {
  if (!isValue(next) || option.value === '') return undefined
  if (option.value === 'true|false' && option.alone !== undefined)
    return /^(?:true|false)$/i.test(next) ? next : undefined
  return next
}

function aloneOr(option: Option<unknown>): string {
  if (option.alone === undefined)
    throw new UsageError(`--${option.name} needs a value: --${option.name}=${option.value}.`)
  return option.alone
}

/** The sentence for an option that does not exist here. */
export function unknownOption(
  name: string,
  where: string,
  command: string,
  known: readonly Option<unknown>[],
): UsageError {
  const names = known.map((option) => option.name)
  return new UsageError(
    `Unknown option --${name}${where}.${suggestion(name, names, '--')} \`latchkey ${command} --help\` lists the options.`,
  )
}
