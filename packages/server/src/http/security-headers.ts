import { contentSecurityPolicy } from '../pages/content-security-policy.ts'

const COMMON = {
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'none',
} as const

const PAGE = {
  ...COMMON,
  'content-security-policy': contentSecurityPolicy,
  'x-frame-options': 'SAMEORIGIN',
} as const

/** Sent with every answer; pages also say what they may load and who may frame them (attack case 64). */
export function securityHeaders(isPage: boolean): Readonly<Record<string, string>> {
  return isPage ? PAGE : COMMON
}
