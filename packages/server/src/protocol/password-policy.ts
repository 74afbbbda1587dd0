/**
 * A realm's password policy, Keycloak's text (`length(8) and digits(1) and passwordHistory(3)`), as rules. What only a
 * comparison with stored hashes can tell is given to the caller to ask ({@link PasswordPolicy.history}); hashing is read
 * from the same text by `keys/password-policy-hash.ts`.
 */
import { matchesRealmPattern, realmPattern } from './realm-pattern.ts'

/** What a password breaks: Keycloak's message key, its values, and the sentence its Admin API answers. */
export interface PasswordFault {
  readonly key: PasswordFaultKey
  readonly values: readonly (string | number)[]
  readonly text: string
}

export type PasswordFaultKey =
  | 'invalidPasswordMinLengthMessage'
  | 'invalidPasswordMaxLengthMessage'
  | 'invalidPasswordRegexPatternMessage'
  | 'invalidPasswordNotUsernameMessage'
  | 'invalidPasswordNotContainsUsernameMessage'
  | 'invalidPasswordNotEmailMessage'
  | 'invalidPasswordHistoryMessage'
  | CountedFault

type CountedFault = `invalidPasswordMin${'Digits' | 'LowerCaseChars' | 'UpperCaseChars' | 'SpecialChars'}Message`

/** Whose password it is to be. */
export interface PasswordOwner {
  readonly username: string
  readonly email: string | undefined
}

export interface PasswordPolicy {
  /** How many of the last passwords must not come back, the present one included; 0 without such a rule. */
  readonly history: number
  /** @returns the first rule that the password breaks, in the order in which Keycloak asks. */
  fault(password: string, owner: PasswordOwner): PasswordFault | undefined
  /** What a password is told that is among the last ones. */
  readonly historyFault: PasswordFault
}

type Judge = (password: string, owner: PasswordOwner) => boolean

interface Rule {
  /** @returns whether the password breaks the rule. */
  readonly breaks: Judge
  readonly fault: PasswordFault
}

/** In Keycloak's order: of several broken rules, the first of these is the one that is told. */
const MAKERS: readonly (readonly [id: string, make: (value: string) => Rule])[] = [
  [
    'notContainsUsername',
    () => ({
      breaks: (password, { username }) => password.toLowerCase().includes(username.toLowerCase()),
      fault: fault('invalidPasswordNotContainsUsernameMessage', [], 'Can not contain the username.'),
    }),
  ],
  [
    'specialChars',
    (value) => counted(value, 'invalidPasswordMinSpecialCharsMessage', /[^\p{L}\p{N}]/gu, 'special characters'),
  ],
  [
    'upperCase',
    (value) => counted(value, 'invalidPasswordMinUpperCaseCharsMessage', /\p{Lu}/gu, 'upper case characters'),
  ],
  [
    'lowerCase',
    (value) => counted(value, 'invalidPasswordMinLowerCaseCharsMessage', /\p{Ll}/gu, 'lower case characters'),
  ],
  ['length', (value) => shortest(wholeNumber(value, 8))],
  ['regexPattern', pattern],
  ['digits', (value) => counted(value, 'invalidPasswordMinDigitsMessage', /\p{Nd}/gu, 'numerical digits')],
  [
    'notUsername',
    () => ({
      breaks: (password, { username }) => password.toLowerCase() === username.toLowerCase(),
      fault: fault('invalidPasswordNotUsernameMessage', [], 'must not be equal to the username.'),
    }),
  ],
  ['maxLength', (value) => longest(wholeNumber(value, 64))],
  [
    'notEmail',
    () => ({
      breaks: (password, { email }) => email !== undefined && password.toLowerCase() === email.toLowerCase(),
      fault: fault('invalidPasswordNotEmailMessage', [], 'must not be equal to the email.'),
    }),
  ],
]

const known = new Map<string, PasswordPolicy>()
const MOST_KNOWN = 1_000

/**
 * Reads a policy. A rule that nobody knows here is passed over: it was refused when the realm was saved, or it came with
 * an old file and hashing asks for it.
 *
 * @param text - as the realm has it; `undefined` allows every password.
 */
export function passwordPolicy(text: string | undefined): PasswordPolicy {
  const key = text ?? ''
  let policy = known.get(key)
  if (policy === undefined) {
    if (known.size >= MOST_KNOWN) known.clear()
    policy = read(key)
    known.set(key, policy)
  }
  return policy
}

function read(text: string): PasswordPolicy {
  const given = new Map(partsOf(text))
  const rules = MAKERS.flatMap(([id, make]) => {
    const value = given.get(id)
    return value === undefined ? [] : [make(value)]
  })
  const times = given.get('passwordHistory')
  const history = times === undefined ? 0 : wholeNumber(times, 3)
  return {
    history,
    historyFault: fault(
      'invalidPasswordHistoryMessage',
      [history],
      `must not be equal to any of last ${history} passwords.`,
    ),
    fault: (password, owner) => rules.find((rule) => rule.breaks(password, owner))?.fault,
  }
}

/** @returns each rule's id with what stands in its brackets. */
export function partsOf(policy: string): readonly (readonly [id: string, value: string])[] {
  return policy
    .split(' and ')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const bracket = part.indexOf('(')
      return bracket < 0 || !part.endsWith(')') ? [part, ''] : [part.slice(0, bracket), part.slice(bracket + 1, -1)]
    })
}

function fault(key: PasswordFaultKey, values: readonly (string | number)[], text: string): PasswordFault {
  return { key, values, text: `Invalid password: ${text}` }
}

/** A password has at least so many characters of a kind. */
function counted(value: string, key: CountedFault, kind: RegExp, words: string): Rule {
  const least = wholeNumber(value, 1)
  return {
    breaks: (password) => (password.match(kind)?.length ?? 0) < least,
    fault: fault(key, [least], `must contain at least ${least} ${words}.`),
  }
}

function shortest(least: number): Rule {
  return {
    breaks: (password) => password.length < least,
    fault: fault('invalidPasswordMinLengthMessage', [least], `minimum length ${least}.`),
  }
}

function longest(most: number): Rule {
  return {
    breaks: (password) => password.length > most,
    fault: fault('invalidPasswordMaxLengthMessage', [most], `maximum length ${most}.`),
  }
}

/** The whole password must match. A pattern that can't be read here lets nothing pass: the realm asked for more, not less. */
function pattern(value: string): Rule {
  const regex = realmPattern(value)
  return {
    breaks: (password) => regex === undefined || !matchesRealmPattern(regex, password),
    fault: fault('invalidPasswordRegexPatternMessage', [value], 'fails to match regex pattern(s).'),
  }
}

function wholeNumber(value: string, otherwise: number): number {
  return /^\d{1,9}$/.test(value) ? Number(value) : otherwise
}
