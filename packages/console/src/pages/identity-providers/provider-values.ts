/** An OpenID Connect provider as the form shows it, and back. */
import type { Provider } from '../../api/identity-providers.ts'

export interface ProviderValues {
  readonly alias: string
  readonly displayName: string
  readonly enabled: boolean
  readonly trustEmail: boolean
  readonly issuer: string
  readonly authorizationUrl: string
  readonly tokenUrl: string
  readonly userInfoUrl: string
  readonly jwksUrl: string
  readonly clientId: string
  /** Empty keeps the one that the server has. */
  readonly clientSecret: string
  readonly scopes: string
  /** What the discovery document says beyond the fields. */
  readonly imported: Readonly<Record<string, string>>
}

export const NEW_PROVIDER: ProviderValues = {
  alias: '',
  displayName: '',
  enabled: true,
  trustEmail: false,
  issuer: '',
  authorizationUrl: '',
  tokenUrl: '',
  userInfoUrl: '',
  jwksUrl: '',
  clientId: '',
  clientSecret: '',
  scopes: 'openid profile email',
  imported: {},
}

export const URLS = ['authorizationUrl', 'tokenUrl', 'userInfoUrl', 'jwksUrl'] as const
const CONFIG = ['issuer', ...URLS, 'clientId'] as const
const MASKED = /^\*+$/

export function hasSecret({ config }: Provider): boolean {
  return String(config?.['clientSecret'] ?? '') !== ''
}

export function valuesOf({ alias, displayName, enabled, trustEmail, config = {} }: Provider): ProviderValues {
  const secret = String(config['clientSecret'] ?? '')
  return {
    ...NEW_PROVIDER,
    ...Object.fromEntries(CONFIG.map((name) => [name, String(config[name] ?? '')])),
    alias,
    displayName: displayName ?? '',
    enabled: enabled ?? true,
    trustEmail: trustEmail ?? false,
    clientSecret: MASKED.test(secret) ? '' : secret,
    scopes: String(config['defaultScope'] ?? ''),
  }
}

/** @returns the provider with what the form says; everything the form doesn't show stays. */
export function withValues(provider: Provider, values: ProviderValues): Provider {
  const { clientSecret, scopes, jwksUrl } = values
  return {
    ...provider,
    alias: values.alias.trim(),
    displayName: values.displayName.trim(),
    enabled: values.enabled,
    trustEmail: values.trustEmail,
    config: {
      ...provider.config,
      ...values.imported,
      ...Object.fromEntries(CONFIG.map((name) => [name, values[name].trim()])),
      defaultScope: scopes.trim(),
      // where keys are known, signatures are looked at
      ...(jwksUrl.trim() !== '' && { useJwksUrl: 'true', validateSignature: 'true' }),
      ...(clientSecret !== '' && { clientSecret }),
    },
  }
}

/** @param told - what the provider says of itself; what it doesn't say stays as it was. */
export function withImported(values: ProviderValues, told: Readonly<Record<string, string>>): Partial<ProviderValues> {
  const shown = CONFIG.filter((name) => told[name] !== undefined).map((name) => [name, told[name]])
  const others = Object.entries(told).filter(([name]) => !CONFIG.some((one) => one === name))
  return { ...Object.fromEntries(shown), imported: { ...values.imported, ...Object.fromEntries(others) } }
}

/** @returns whether it can be an endpoint's address. */
export function isUrl(text: string): boolean {
  return /^https?:\/\//i.test(text.trim()) && URL.canParse(text.trim())
}
