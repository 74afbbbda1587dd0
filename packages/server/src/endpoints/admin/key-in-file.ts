/** The key or certificate in a file that an administrator uploads. */
import { createPublicKey, type JsonWebKey, X509Certificate } from 'node:crypto'
import { isObject, textOf } from '../../representations/fields.ts'
import { AdminError, badRequest } from './admin-error.ts'

/** What is known of a key, in base64 without the lines around it. */
export interface KeyInfo {
  readonly privateKey?: string
  readonly publicKey?: string
  readonly certificate?: string
  readonly kid?: string
}

/** @throws {AdminError} 400 for what can't be read, or in a format that isn't. */
export function keyInFile(format: string, file: string): KeyInfo {
  switch (format) {
    case 'Certificate PEM':
      return readable(() => ({
        certificate: new X509Certificate(pem('CERTIFICATE', file)).raw.toString('base64'),
      }))
    case 'Public Key PEM':
      return readable(() => ({ publicKey: spkiOf(createPublicKey(pem('PUBLIC KEY', file))) }))
    case 'JSON Web Key Set':
      return keyInSet(readable(() => JSON.parse(file)))
    default:
      throw badRequest('Expected one of the formats Certificate PEM, Public Key PEM, JSON Web Key Set')
  }
}

/** The first key that is for signatures. */
function keyInSet(set: unknown): KeyInfo {
  const keys = isObject(set) && Array.isArray(set['keys']) ? set['keys'].filter(isObject) : []
  const key = keys.find(({ use, kty }) => kty !== 'oct' && (use === undefined || use === 'sig'))
  if (key === undefined) {
    const error_description = 'Certificate or key with given alias not found in the keystore'
    throw new AdminError(400, { error: 'certificate-not-found', error_description })
  }
  const { d: _, ...open } = key // a private key is not kept by accident
  const kid = textOf(key['kid'])
  return readable(() => ({
    publicKey: spkiOf(createPublicKey({ key: open as JsonWebKey, format: 'jwk' })), // or it throws
    ...(kid !== undefined && { kid }),
  }))
}

function spkiOf(key: ReturnType<typeof createPublicKey>): string {
  return key.export({ type: 'spki', format: 'der' }).toString('base64')
}

/** Files may lack the lines around the base64. */
function pem(label: string, file: string): string {
  if (file.includes('-----BEGIN')) return file
  const lines = file.replaceAll(/\s/g, '').match(/.{1,64}/g) ?? []
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`].join('\n')
}

function readable<Value>(read: () => Value): Value {
  try {
    return read()
  } catch {
    throw badRequest('The file can not be read as what it is said to be')
  }
}
