import { isObject } from '../representations/fields.ts'

const MASK = '**********'
/** Left out: what is in them is secret as a whole. */
const DROPPED: ReadonlySet<string> = new Set(['credentials', 'credentialData', 'secretData'])
/** Names of settings whose values are secrets, wherever they stand. */
const SECRET = /(secret|password|private\.?key|bindCredential|accessToken|refreshToken|secret\.rotated)$/i

/**
 * What was sent, as an admin event may keep it: passwords, client secrets and private keys masked, credentials left out.
 * It goes by the names of fields at any depth, so that a representation nobody thought of is masked as well.
 */
export function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets)
  if (!isObject(value)) return value
  const isCredential = typeof value['type'] === 'string' && 'value' in value && !('name' in value)
  const entries = Object.entries(value)
    .filter(([name]) => !DROPPED.has(name))
    .map(([name, each]) => {
      if (SECRET.test(name) || (isCredential && name === 'value')) return [name, masked(each)]
      return [name, withoutSecrets(each)]
    })
  return Object.fromEntries(entries)
}

/** Lists stay lists, as the settings of components are; flags such as `resetPasswordAllowed` are no secrets. */
function masked(value: unknown): unknown {
  if (typeof value === 'string') return value === '' ? value : MASK
  return Array.isArray(value) ? value.map(masked) : withoutSecrets(value)
}
