import type { NewKeyProvider } from './generate-keys.ts'
import type { SignatureAlgorithm } from './realm-keys.ts'

const CURVES: Partial<Record<SignatureAlgorithm, string>> = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' }

/**
 * The key provider that a realm gets when a client wants an algorithm for which the realm has no key: Keycloak's name
 * and priority, so low that any key an administrator adds comes before it.
 */
export function fallbackKeyProvider(algorithm: SignatureAlgorithm): NewKeyProvider {
  return { ...generatorOf(algorithm), name: `fallback-${algorithm}`, priority: -100 }
}

function generatorOf(algorithm: SignatureAlgorithm): NewKeyProvider {
  const curve = CURVES[algorithm]
  if (curve) return { providerId: 'ecdsa-generated', config: { ecdsaEllipticCurveKey: [curve] } }
  if (algorithm === 'EdDSA') return { providerId: 'eddsa-generated' }
  const providerId = algorithm.startsWith('HS') ? 'hmac-generated' : 'rsa-generated'
  return { providerId, config: { algorithm: [algorithm] } }
}
