/** Help texts, made of the tables of options. Lines end before column 100. */
import { type Mode, type Option, variableOf } from './option.ts'

const WIDTH = 96
const INDENT = 6

export interface HelpPage {
  /** `start [options]` */
  readonly usage: string
  readonly about: string
  readonly examples: readonly string[]
  readonly options: readonly Option<unknown>[]
  readonly mode: Mode
}

export function helpOf({ usage, about, examples, options, mode }: HelpPage): string {
  const groups = [...new Set(options.map((option) => option.group))]
  const parts = [
    `Usage: latchkey ${usage}`,
    wrapped(about, 0),
    ...groups.map((group) => groupOf(group, options, mode)),
    'Every option can also be set by its variable, or by name=value in the file of --config-file. The\ncommand line wins over the environment, that over the file, that over the default.',
    ...(examples.length > 0 ? [`Examples:\n${examples.map((example) => `  ${example}`).join('\n')}`] : []),
  ]
  return `${parts.join('\n\n')}\n`
}

function groupOf(group: string, options: readonly Option<unknown>[], mode: Mode): string {
  const rows = options.filter((option) => option.group === group).map((option) => optionOf(option, mode))
  return `${group}:\n${rows.join('\n')}`
}

function optionOf(option: Option<unknown>, mode: Mode): string {
  const byDefault = option.byDefault[mode]
  const facts = [variableOf(option), ...(byDefault === undefined ? [] : [`default ${byDefault}`])]
  return `  --${option.name}${placeholderOf(option)}\n${wrapped(`${option.about} [${facts.join(', ')}]`, INDENT)}`
}

/** `=PORT`, `[=PATH]` where the value may be left out, nothing for a mere switch. */
export function placeholderOf({ value, alone }: Option<unknown>): string {
  if (value === '') return ''
  return alone === undefined ? `=${value}` : `[=${value}]`
}

/** Breaks a text at blanks, with every line indented. */
function wrapped(text: string, indent: number): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && indent + line.length + 1 + word.length > WIDTH) {
      lines.push(line)
      line = word
    } else {
      line = line === '' ? word : `${line} ${word}`
    }
  }
  return [...lines, line].map((each) => ' '.repeat(indent) + each).join('\n')
}
