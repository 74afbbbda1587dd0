/** The validators of Keycloak's user profile, by id: what each asks of the values, and of its own configuration. */
import type { ProfileError, ValidatorConfig } from '../../model/user-profile.ts'
import { type PatternMatcher, realmPattern } from '../realm-pattern.ts'

/** What is wrong with one value: the message, and what it says beside the field's name. */
type Fault = readonly [message: string, ...values: (string | number | null)[]]

interface Validator {
  /** Looks at one value, which is not empty. */
  readonly value?: (value: string, config: ValidatorConfig) => Fault | undefined
  /** Looks at all values together. */
  readonly all?: (values: readonly string[], config: ValidatorConfig, patterns: PatternMatcher) => Fault | undefined
  /** @returns what is wrong with the configuration. */
  readonly config?: (config: ValidatorConfig) => readonly ConfigFault[]
}

export interface ConfigFault {
  /** The setting that is wrong. */
  readonly hint: string
  readonly message: string
  readonly values: readonly string[]
}

/** One @ between a local part and a domain, no white space or control characters: more than that only a mail tells. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const EMAIL = /^[^\s@\u0000-\u001f"(),:;<>[\]\\]{1,64}@[^\s@\u0000-\u001f"(),:;<>[\]\\]{1,253}$/
/** What breaks templates, queries and scripts has no place in a name. */
const NOT_IN_USERNAMES = /[<>&"'\s$%!#?§,;:*~/\\|^=[\]{}()`\p{Cc}]/u
const NOT_IN_NAMES = /[<>&"\v$%!#?§;*~/\\|^=[\]{}()`\p{Cc}]/u
/** Letters of another script may look like those of a name that is taken. */
const ONE_SCRIPT = /^[\p{Script=Latin}\p{Script=Common}]+$/u
const URI_SCHEMES = new Set(['http', 'https'])
const LONGEST_OPTIONS = 1_000

const VALIDATORS: Readonly<Record<string, Validator>> = {
  length: { value: length, config: (config) => bounds(config, { one: true, whole: true }) },
  integer: { value: wholeNumber, config: (config) => bounds(config, { whole: true }) },
  double: { value: decimalNumber, config: (config) => bounds(config, {}) },
  multivalued: { all: valueCount, config: (config) => bounds(config, { most: true, whole: true }) },
  pattern: { all: pattern, config: patternConfig },
  options: { value: option, config: optionsConfig },
  email: { value: (value) => (isEmail(value) ? undefined : ['error-invalid-email', value]) },
  uri: { value: uri },
  'local-date': { value: (value) => (isDate(value) ? undefined : ['error-invalid-date']) },
  'iso-date': { value: (value) => (isDate(value) ? undefined : ['error-invalid-date', value]) },
  'username-prohibited-characters': {
    value: (value, config) =>
      NOT_IN_USERNAMES.test(value) ? [messageOf(config, 'error-username-invalid-character')] : undefined,
  },
  'person-name-prohibited-characters': {
    value: (value, config) =>
      NOT_IN_NAMES.test(value) ? [messageOf(config, 'error-person-name-invalid-character')] : undefined,
  },
  'up-username-not-idn-homograph': {
    value: (value, config) =>
      ONE_SCRIPT.test(value) ? undefined : [messageOf(config, 'error-username-invalid-character')],
  },
}

export function isEmail(text: string): boolean {
  return EMAIL.test(text)
}

export function isValidator(id: string): boolean {
  return Object.hasOwn(VALIDATORS, id)
}

/**
 * @param patterns - bounds what all patterns of one judgement may cost.
 * @returns what a validator finds wrong; empty values are the business of `required`.
 */
export function faultsOf(
  id: string,
  config: ValidatorConfig,
  field: string,
  values: readonly string[],
  patterns: PatternMatcher,
): readonly ProfileError[] {
  const validator = VALIDATORS[id]
  const filled = values.filter((value) => value.trim() !== '')
  const fault =
    validator?.all?.(filled, config, patterns) ??
    filled.map((value) => validator?.value?.(value, config)).find((found) => found !== undefined)
  if (fault === undefined) return []
  const [errorMessage, ...params] = fault
  return [{ field, errorMessage, params: [field, ...params] }]
}

export function configFaults(id: string, config: ValidatorConfig): readonly ConfigFault[] {
  return VALIDATORS[id]?.config?.(config) ?? []
}

function length(text: string, config: ValidatorConfig): Fault | undefined {
  const value = String(config['trim-disabled']) === 'true' ? text : text.trim()
  const min = numberIn(config, 'min')
  const max = numberIn(config, 'max')
  if ((min === undefined || value.length >= min) && (max === undefined || value.length <= max)) return undefined
  if (min === undefined) return ['error-invalid-length-too-long', null, max ?? null]
  return max === undefined ? ['error-invalid-length-too-short', min, null] : ['error-invalid-length', min, max]
}

function wholeNumber(value: string, config: ValidatorConfig): Fault | undefined {
  return /^[+-]?\d{1,10}$/.test(value.trim()) ? outOfRange(Number(value), config) : ['error-invalid-number']
}

function decimalNumber(value: string, config: ValidatorConfig): Fault | undefined {
  return /^[+-]?(\d{1,30}(\.\d{0,30})?|\.\d{1,30})([eE][+-]?\d{1,3})?$/.test(value.trim())
    ? outOfRange(Number(value), config)
    : ['error-invalid-number']
}

function outOfRange(value: number, config: ValidatorConfig): Fault | undefined {
  const min = numberIn(config, 'min')
  const max = numberIn(config, 'max')
  if ((min === undefined || value >= min) && (max === undefined || value <= max)) return undefined
  if (min === undefined) return ['error-number-out-of-range-too-big', null, max ?? null]
  return max === undefined
    ? ['error-number-out-of-range-too-small', min, null]
    : ['error-number-out-of-range', min, max]
}

function valueCount(values: readonly string[], config: ValidatorConfig): Fault | undefined {
  const min = numberIn(config, 'min') ?? 0
  const max = numberIn(config, 'max') ?? Number.MAX_SAFE_INTEGER
  if (values.length >= min && values.length <= max) return undefined
  return ['error-invalid-multivalued-size', min, max]
}

function pattern(values: readonly string[], config: ValidatorConfig, patterns: PatternMatcher): Fault | undefined {
  const text = String(config['pattern'])
  const regex = realmPattern(text)
  if (values.length === 0 || (regex !== undefined && patterns.all(regex, values))) return undefined
  return [messageOf(config, 'error-pattern-no-match'), text]
}

function patternConfig(config: ValidatorConfig): readonly ConfigFault[] {
  const text = config['pattern']
  if (typeof text !== 'string' || text === '') return [missing('pattern')]
  if (realmPattern(text) !== undefined) return []
  return [{ hint: 'pattern', message: 'error-validator-config-invalid-value', values: [text] }]
}

function option(value: string, config: ValidatorConfig): Fault | undefined {
  const options = config['options']
  return Array.isArray(options) && options.includes(value) ? undefined : ['error-invalid-value']
}

function optionsConfig(config: ValidatorConfig): readonly ConfigFault[] {
  const options = config['options']
  if (options === undefined || options === null) return [missing('options')]
  const fine = Array.isArray(options) && options.length <= LONGEST_OPTIONS && options.every(isText)
  return fine ? [] : [{ hint: 'options', message: 'error-validator-config-invalid-value', values: [] }]
}

function uri(value: string): Fault | undefined {
  const bad = value.search(/[\s<>"{}|\\^`]/)
  if (bad >= 0) return ['error-invalid-uri', value, `Illegal character at index ${bad}`]
  const [, scheme] = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(value) ?? []
  if (scheme !== undefined && URI_SCHEMES.has(scheme.toLowerCase()) && URL.canParse(value)) return undefined
  return ['error-invalid-uri-scheme', value, scheme ?? '']
}

/** A day of the calendar. */
function isDate(value: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value) ?? []
  if (year === undefined || month === undefined || day === undefined) return false
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day)
}

/** @param asks - whether a bound must be given (one of both, or the upper), and whether it is a whole number. */
function bounds(
  config: ValidatorConfig,
  asks: { readonly one?: boolean; readonly most?: boolean; readonly whole?: boolean },
): readonly ConfigFault[] {
  const faults: ConfigFault[] = []
  const given = (name: string) => config[name] !== undefined && config[name] !== null && config[name] !== ''
  for (const name of ['min', 'max']) {
    const value = numberIn(config, name)
    if (given(name) && (value === undefined || (asks.whole === true && !Number.isSafeInteger(value)))) {
      faults.push({
        hint: name,
        message: 'error-validator-config-invalid-number-value',
        values: [String(config[name])],
      })
    }
  }
  if (asks.one === true && !given('min') && !given('max')) faults.push(missing('min'), missing('max'))
  if (asks.most === true && !given('max')) faults.push(missing('max'))
  const [min, max] = [numberIn(config, 'min'), numberIn(config, 'max')]
  if (faults.length === 0 && min !== undefined && max !== undefined && max < min) {
    faults.push({ hint: 'max', message: 'error-validator-config-invalid-value', values: [] })
  }
  return faults
}

function missing(hint: string): ConfigFault {
  return { hint, message: 'error-validator-config-missing-value', values: [] }
}

/** Numbers are written as texts by some tools. */
function numberIn(config: ValidatorConfig, name: string): number | undefined {
  const value = config[name]
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

/** The administrator's own message, where there is one. */
function messageOf(config: ValidatorConfig, otherwise: string): string {
  const message = config['error-message']
  return typeof message === 'string' && message !== '' ? message : otherwise
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
