/** A realm's `passwordPolicy` as text: rules with values in brackets, joined by ` and `. */

const NUMBERS = new Set([
  'hashIterations',
  'passwordHistory',
  'length',
  'passwordAge',
  'specialChars',
  'recoveryCodesWarningThreshold',
  'upperCase',
  'lowerCase',
  'digits',
  'maxAuthAge',
  'maxLength',
  'forceExpiredPasswordChange',
])
const OTHERS = new Set([
  'passwordBlacklist',
  'regexPattern',
  'notUsername',
  'notEmail',
  'notContainsUsername',
  'hashAlgorithm',
])
const ALGORITHMS = new Set(['argon2', 'pbkdf2-sha512', 'pbkdf2-sha256', 'pbkdf2'])

/** Why a policy is refused, in words for the caller; `undefined` when it isn't. */
export function passwordPolicyProblem(policy: unknown): string | undefined {
  if (typeof policy !== 'string' || policy.trim() === '') return undefined
  for (const rule of policy.split(' and ')) {
    const problem = ruleProblem(rule.trim())
    if (problem !== undefined) return problem
  }
  return undefined
}

function ruleProblem(rule: string): string | undefined {
  const [, name = '', value] = /^([^()]*)(?:\((.*)\))?$/s.exec(rule) ?? []
  if (!NUMBERS.has(name) && !OTHERS.has(name)) {
    // the text breaks off inside a value: a rule was joined without spaces, or a value contains the joint
    const broken = /^(\w+)\(/.exec(rule)?.[1]
    if (broken === 'regexPattern') return 'Invalid config for regexPattern: White space not acepted'
    return broken !== undefined && NUMBERS.has(broken) ? notANumber(broken) : 'Password policy not found'
  }
  if (value === undefined || value === '' || value === 'undefined') return undefined
  if (NUMBERS.has(name)) return /^-?\d{1,9}$/.test(value) ? undefined : notANumber(name)
  if (name === 'hashAlgorithm' && !ALGORITHMS.has(value)) {
    return 'Invalid config for hashAlgorithm: Password hashing provider not found'
  }
  return name === 'regexPattern' && !isPattern(value)
    ? 'Invalid config for regexPattern: Not a valid regular expression'
    : undefined
}

function notANumber(name: string): string {
  return `Invalid config for ${name}: Not a valid number`
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text)
    return true
  } catch {
    return false
  }
}
