/**
 * What an option is, whichever way it is given: on the command line, in the environment or in a configuration file.
 * Parsers turn its text into a value or say what would have been right.
 */

/** The commands of the program; `scope` of an option lists those that read it. */
export type CommandName = 'start' | 'start-dev' | 'import' | 'export' | 'apply' | 'bootstrap-admin'

/** Production is strict and writes JSON; development is convenient and never behaves otherwise to a client. */
export type Mode = 'production' | 'development'

export interface Option<T> {
  /** Without the dashes; the key in a configuration file is the same. */
  readonly name: string
  /** The environment variable, where it does not follow from the name. */
  readonly variable?: string
  readonly group: string
  readonly scope: readonly CommandName[]
  /** What stands for the value in help: `PORT`, `true|false`. Empty for a mere switch. */
  readonly value: string
  readonly unit?: string
  readonly about: string
  /** Text that is parsed like a given one; `undefined` leaves the setting unset. */
  readonly byDefault: Readonly<Record<Mode, string | undefined>>
  /** The value of the option when it stands alone (`--import-realm`). */
  readonly alone?: string
  /** @throws {ValueRefused} */
  readonly parse: (text: string | undefined) => T
}

/** What was asked for can't be done: the message is all a person needs, and the program ends with code 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UsageError'
  }
}

/** A value an option does not take; `expected` completes "expected …". */
export class ValueRefused extends Error {
  readonly expected: string
  /** Words to compare the value with, where there is a list. */
  readonly words: readonly string[]
  constructor(expected: string, words: readonly string[] = []) {
    super(`expected ${expected}`)
    this.name = 'ValueRefused'
    this.expected = expected
    this.words = words
  }
}

/** `http-port` → `KC_HTTP_PORT` */
export function variableOf({ name, variable }: Pick<Option<unknown>, 'name' | 'variable'>): string {
  return variable ?? `KC_${name.toUpperCase().replaceAll(/[^A-Z]/g, '_')}`
}

/** A value that is there in every case: its option has a default. */
export function always<T>(parse: (text: string) => T): (text: string | undefined) => T {
  return (text) => {
    if (text === undefined) throw new ValueRefused('a value')
    return parse(text)
  }
}

/** A value that may be absent. An empty text counts as absent, as an unset variable in a compose file does. */
export function optional<T>(parse: (text: string) => T): (text: string | undefined) => T | undefined {
  return (text) => (text === undefined || text === '' ? undefined : parse(text))
}

export function text(value: string): string {
  if (value.trim() === '') throw new ValueRefused('a text that is not empty')
  return value
}

export function boolean(value: string): boolean {
  const word = value.toLowerCase()
  if (word !== 'true' && word !== 'false') throw new ValueRefused('true or false', ['true', 'false'])
  return word === 'true'
}

export function port(value: string): number {
  const number = Number(value)
  if (!/^\d{1,5}$/.test(value) || number > 65_535) throw new ValueRefused('a port from 0 to 65535, 0 for any free one')
  return number
}

/** @param max - inclusive. */
export function integer(min: number, max: number): (value: string) => number {
  return (value) => {
    const number = Number(value)
    if (!/^\d{1,12}$/.test(value) || number < min || number > max) {
      throw new ValueRefused(`a whole number from ${min} to ${max}`)
    }
    return number
  }
}

export function oneOf<const T extends string>(...words: readonly T[]): (value: string) => T {
  return (value) => {
    const found = words.find((word) => word === value.toLowerCase())
    if (found === undefined) throw new ValueRefused(listed(words), words)
    return found
  }
}

/** Parts between commas, without blanks around them and without empty ones. */
export function list(value: string): readonly string[] {
  return value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

/** `a, b or c` */
function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}
