/** Reads a file of `key=value` lines such as Keycloak's `conf/keycloak.conf`. */
import { readFileSync } from 'node:fs'
import { UsageError } from './option.ts'

export interface FileEntry {
  readonly text: string
  /** `conf/keycloak.conf:12` */
  readonly where: string
}

/** @throws {UsageError} when the file can't be read or a line is no setting. */
export function readConfigFile(
  path: string,
  environment: Readonly<Record<string, string | undefined>>,
): ReadonlyMap<string, FileEntry> {
  return parseConfigFile(contentOf(path), path, environment)
}

/**
 * @param environment - what `${NAME}` and `${NAME:default}` in a value stand for.
 * @returns entries by option name (`http-port`).
 */
function parseConfigFile(
  content: string,
  path: string,
  environment: Readonly<Record<string, string | undefined>>,
): ReadonlyMap<string, FileEntry> {
  const entries = new Map<string, FileEntry>()
  for (const [index, raw] of content.split(/\r?\n/).entries()) {
    const line = raw.trim()
    const where = `${path}:${index + 1}`
    if (line === '' || line.startsWith('#') || line.startsWith('!')) continue
    const equals = line.indexOf('=')
    if (equals < 1) throw new UsageError(`${where} is no setting. Write one as name=value, or begin the line with #.`)
    const value = line.slice(equals + 1).trim()
    entries.set(line.slice(0, equals).trim(), { text: filledIn(value, where, environment), where })
  }
  return entries
}

function filledIn(value: string, where: string, environment: Readonly<Record<string, string | undefined>>): string {
  return value.replace(/\$\{([A-Za-z_]\w*)(?::([^}]*))?\}/g, (_, name: string, fallback: string | undefined) => {
    const found = environment[name] ?? fallback
    if (found === undefined)
      throw new UsageError(`${where} refers to \${${name}}, which is not set in the environment.`)
    return found
  })
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : error
    throw new UsageError(`The configuration file ${path} can't be read (${code}). Check --config-file.`)
  }
}
