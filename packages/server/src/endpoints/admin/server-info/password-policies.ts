/** Rules for passwords that a realm's `passwordPolicy` may name, with how their value is written. */
export interface PasswordPolicyType {
  readonly id: string
  readonly displayName: string
  /** Absent when the rule takes no value. */
  readonly configType?: 'int' | 'String'
  readonly defaultValue?: string
  readonly multipleSupported: boolean
}

export const PASSWORD_POLICIES: readonly PasswordPolicyType[] = [
  rule('forceExpiredPasswordChange', 'Expire Password', 'String', '365'),
  rule('hashIterations', 'Hashing Iterations', 'int', '-1'),
  rule('passwordHistory', 'Not Recently Used', 'int', '3'),
  rule('passwordBlacklist', 'Password Blacklist', 'String', ''),
  { ...rule('regexPattern', 'Regular Expression', 'String', ''), multipleSupported: true },
  rule('length', 'Minimum Length', 'int', '8'),
  flag('notUsername', 'Not Username'),
  flag('notEmail', 'Not Email'),
  rule('passwordAge', 'Not Recently Used (In Days)', 'int', '30'),
  flag('notContainsUsername', 'Not Contains Username'),
  rule('specialChars', 'Special Characters', 'int', '1'),
  rule('recoveryCodesWarningThreshold', 'Recovery Codes Warning Threshold', 'int', '4'),
  rule('upperCase', 'Uppercase Characters', 'int', '1'),
  rule('lowerCase', 'Lowercase Characters', 'int', '1'),
  rule('digits', 'Digits', 'int', '1'),
  rule('maxAuthAge', 'Maximum Authentication Age', 'int', '300'),
  rule('hashAlgorithm', 'Hashing Algorithm', 'String', 'argon2'),
  rule('maxLength', 'Maximum Length', 'int', '64'),
]

function rule(id: string, displayName: string, configType: 'int' | 'String', defaultValue: string): PasswordPolicyType {
  return { id, displayName, configType, defaultValue, multipleSupported: false }
}

function flag(id: string, displayName: string): PasswordPolicyType {
  return { id, displayName, multipleSupported: false }
}
