/** From a command line to an exit code: 0 done, 1 something outside was in the way, 2 the command line is wrong. */
import { parseArguments } from './arguments.ts'
import { explainsItself } from './cannot-start.ts'
import { type Command, callOf, optionsOf } from './command.ts'
import { COMMANDS } from './commands.ts'
import { suggestion } from './nearest.ts'
import { UsageError } from './option.ts'
import type { Environment } from './sources.ts'
import { VERSION } from './version.ts'

export async function run(argv: readonly string[], environment: Environment): Promise<number> {
  try {
    return await commandIn(argv, environment)
  } catch (error) {
    if (error instanceof UsageError) return failed(error.message, 2)
    if (explainsItself(error)) return failed(error.message, 1)
    return failed(error instanceof Error ? (error.stack ?? error.message) : String(error), 1)
  }
}

async function commandIn(argv: readonly string[], environment: Environment): Promise<number> {
  const [name, ...rest] = argv
  if (name === undefined) return failed(overview(), 2)
  if (['--help', '-h', 'help'].includes(name)) {
    const command = COMMANDS.find((each) => each.name === rest[0])
    return told(command === undefined ? overview() : await helpFor(command))
  }
  if (['version', '--version', '-V'].includes(name)) return told(`Latchkey ${VERSION}\n`)
  const command = COMMANDS.find((each) => each.name === name)
  if (command === undefined) throw unknownCommand(name)
  const parsed = parseArguments(rest, optionsOf(command))
  if (parsed.help) return told(await helpFor(command))
  const say = (line: string) => void process.stdout.write(`${line}\n`)
  const call = callOf(command, parsed, environment, say)
  const act = await command.load()
  return act(call)
}

function unknownCommand(name: string): UsageError {
  const names = [...COMMANDS.map((command) => command.name), 'version', 'help']
  if (name.startsWith('-')) {
    return new UsageError(`A command comes first: ${names.join(', ')}. For instance: latchkey start-dev ${name}`)
  }
  return new UsageError(`Unknown command ${name}.${suggestion(name, names)} There are: ${names.join(', ')}.`)
}

function overview(): string {
  const rows = [
    ...COMMANDS.map(({ name, summary }) => ({ name, summary })),
    { name: 'version', summary: 'Print the version' },
    { name: 'help', summary: 'Print this, or the help of a command' },
  ]
  return [
    'Latchkey, a Keycloak-compatible OpenID Provider.',
    '',
    'Usage: latchkey <command> [options]',
    '',
    'Commands:',
    ...rows.map(({ name, summary }) => `  ${name.padEnd(18)}${summary}`),
    '',
    'latchkey <command> --help lists the options of a command with their defaults and variables.',
    '',
  ].join('\n')
}

async function helpFor(command: Command): Promise<string> {
  const { helpOf } = await import('./help.ts')
  return helpOf({ ...command, options: optionsOf(command) })
}

function told(text: string): number {
  process.stdout.write(text)
  return 0
}

function failed(text: string, code: number): number {
  process.stderr.write(text.endsWith('\n') ? text : `latchkey: ${text}\n`)
  return code
}
