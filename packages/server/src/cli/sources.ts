/**
 * Where a setting's text comes from, strongest first: the command line, a `KC_*` variable, the configuration file, the
 * default. Options nobody knows stop the start; variables nobody knows are only told, because Keycloak has many more and
 * a container's environment is shared.
 */
import { SETTINGS } from '../config.ts'
import { type Arguments, unknownOption } from './arguments.ts'
import { type FileEntry, readConfigFile } from './config-file.ts'
import { foreignOption } from './keycloak-options.ts'
import { suggestion } from './nearest.ts'
import {
  always,
  type CommandName,
  type Mode,
  type Option,
  text,
  UsageError,
  ValueRefused,
  variableOf,
} from './option.ts'
import type { Given } from './settings.ts'

export type Environment = Readonly<Record<string, string | undefined>>

const CONFIG_FILE: Option<string> = {
  name: 'config-file',
  group: 'Configuration',
  scope: ['start', 'start-dev', 'import', 'export', 'apply', 'bootstrap-admin'],
  value: 'FILE',
  about: 'File of name=value lines, as in Keycloak. Weaker than the environment and the command line.',
  byDefault: { production: undefined, development: undefined },
  parse: always(text),
}

/** Every option that a server command could know, for telling "unknown" from "belongs to another command". */
export const SERVER_OPTIONS: readonly Option<unknown>[] = [CONFIG_FILE, ...Object.values(SETTINGS)]

export interface Sources {
  readonly given: Given
  /** Whether a person chose the value, by whatever way. */
  readonly isGiven: (option: Option<unknown>) => boolean
  /** Sentences about options and variables that have no effect. */
  readonly notices: readonly string[]
}

/**
 * @param own - options of the command beside the server's settings.
 * @throws {UsageError} for unknown options and for a configuration file that can't be read.
 */
export function sourcesOf(
  command: CommandName,
  mode: Mode,
  parsed: Arguments,
  environment: Environment,
  own: readonly Option<unknown>[] = [],
): Sources {
  const known = [...SERVER_OPTIONS, ...own].filter((option) => option.scope.includes(command))
  const configFile = parsed.options.get(CONFIG_FILE.name) ?? environment[variableOf(CONFIG_FILE)]
  const file = configFile ? readConfigFile(configFile, environment) : new Map<string, FileEntry>()
  const notices = [
    ...parsed.unknown.flatMap((name) => noticeOf(name, '', command, known)),
    ...[...file].flatMap(([name, { where }]) => noticeOfEntry(name, where, command, known)),
    ...noticesOfEnvironment(environment, own),
  ]
  const find = (option: Option<unknown>): FileEntry | undefined => {
    const argument = parsed.options.get(option.name)
    if (argument !== undefined) return { text: argument, where: `--${option.name}` }
    const variable = variableOf(option)
    const value = environment[variable]
    // a compose file hands variables that are not set over as empty texts
    if (value !== undefined && value !== '') return { text: value, where: variable }
    return file.get(option.name)
  }
  return {
    given: (option) => parsedBy(option, find(option), option.byDefault[mode]),
    isGiven: (option) => find(option) !== undefined,
    notices,
  }
}

function parsedBy<T>(option: Option<T>, found: FileEntry | undefined, byDefault: string | undefined): T {
  try {
    return option.parse(found?.text ?? byDefault)
  } catch (error) {
    if (!(error instanceof ValueRefused)) throw error
    if (found === undefined) throw new UsageError(`--${option.name} is missing: ${option.about}`)
    const near = suggestion(found.text, error.words)
    // a secret that is refused for its form must not be repeated
    const shown = /password|secret|token/.test(option.name) ? 'the value' : `"${found.text}"`
    const by = found.where === `--${option.name}` ? '' : ` (from ${found.where})`
    throw new UsageError(`--${option.name}${by}: ${shown} is not allowed, expected ${error.expected}.${near}`)
  }
}

/** @throws {UsageError} unless the option is one of Keycloak's that can be passed over. */
function noticeOf(
  name: string,
  where: string,
  command: CommandName,
  known: readonly Option<unknown>[],
): readonly string[] {
  const foreign = foreignOption(name)
  if (foreign?.verdict === 'not needed')
    return [`--${name}${where} is Keycloak's and not needed here: ${foreign.note}.`]
  if (foreign !== undefined) {
    throw new UsageError(`--${name}${where} is Keycloak's and not supported by this version: ${foreign.note}.`)
  }
  const elsewhere = SERVER_OPTIONS.find((option) => option.name === name)
  if (elsewhere !== undefined) {
    throw new UsageError(
      `--${name} belongs to \`latchkey ${elsewhere.scope.join('` and `')}\`, not to \`latchkey ${command}\`.`,
    )
  }
  throw unknownOption(name, where, command, known)
}

/** One file may serve all commands: settings of another command are no mistake there. */
function noticeOfEntry(name: string, where: string, command: CommandName, known: readonly Option<unknown>[]) {
  if (SERVER_OPTIONS.some((option) => option.name === name && option !== CONFIG_FILE)) return []
  return noticeOf(name, ` (in ${where})`, command, known)
}

/** Keycloak's own names that are no options. */
const TOLERATED = new Set(['KC_HOME_DIR', 'KC_CONF_DIR', 'KC_RUN_IN_CONTAINER', 'KC_DEBUG', 'KC_DEBUG_PORT'])

function noticesOfEnvironment(environment: Environment, own: readonly Option<unknown>[]): readonly string[] {
  const names = new Set([...SERVER_OPTIONS, ...own].map((option) => variableOf(option)))
  return Object.keys(environment)
    .filter((name) => name.startsWith('KC_') && !names.has(name) && !TOLERATED.has(name))
    .sort()
    .map((name) => {
      const foreign = foreignOption(name.slice('KC_'.length).toLowerCase().replaceAll('_', '-'))
      if (foreign !== undefined) return `${name} is Keycloak's and has no effect here: ${foreign.note}.`
      return `The variable ${name} is unknown and has no effect.${suggestion(name, names)}`
    })
}
