/**
 * The self-signed certificate of a generated key, DER by hand (X.690). It has six fields and no extension, while
 * @peculiar/x509 2.2 adds 350 kB to the bundle, 40 ms to the first realm, and doesn't start without a polyfill of
 * decorator metadata, which it leaves to its user. Node reads certificates but makes none.
 */
import { createPublicKey, type KeyObject, sign } from 'node:crypto'

export interface CertificateSubject {
  /** Common name; Keycloak takes the realm's name. */
  readonly commonName: string
  /** Milliseconds since the epoch. */
  readonly nowMs: number
}

// Keycloak's: valid a little before it was made, for clocks that are behind, and for ten years.
const BACKDATED_MS = 100_000
const YEARS = 10

/** By the key's type: signature algorithm (DER) and digest. */
const RSA_SHA256 = { algorithm: sequence(oid('2a864886f70d01010b'), tlv(0x05)), digest: 'sha256' }
const ECDSA_BY_CURVE: Readonly<Record<string, { algorithm: Buffer; digest: string }>> = {
  prime256v1: { algorithm: sequence(oid('2a8648ce3d040302')), digest: 'sha256' },
  secp384r1: { algorithm: sequence(oid('2a8648ce3d040303')), digest: 'sha384' },
  secp521r1: { algorithm: sequence(oid('2a8648ce3d040304')), digest: 'sha512' },
}

/**
 * Makes a certificate as Keycloak makes it: X.509 version 1, its time in milliseconds for a serial number.
 *
 * @returns base64 of the DER, without PEM lines.
 * @throws RangeError when the key is neither RSA nor on one of the NIST curves.
 */
export function selfSignedCertificate(privateKey: KeyObject, { commonName, nowMs }: CertificateSubject): string {
  const details = privateKey.asymmetricKeyDetails
  const signature = privateKey.asymmetricKeyType === 'rsa' ? RSA_SHA256 : ECDSA_BY_CURVE[String(details?.namedCurve)]
  if (!signature) throw new RangeError('no certificate for this type of key')
  const name = sequence(tlv(0x31, sequence(oid('550403'), tlv(0x0c, Buffer.from(commonName)))))
  const end = new Date(nowMs)
  end.setUTCFullYear(end.getUTCFullYear() + YEARS)
  const body = sequence(
    integer(nowMs),
    signature.algorithm,
    name,
    sequence(time(new Date(nowMs - BACKDATED_MS)), time(end)),
    name,
    createPublicKey(privateKey).export({ format: 'der', type: 'spki' }),
  )
  const bits = Buffer.concat([Buffer.of(0), sign(signature.digest, body, privateKey)])
  return sequence(body, signature.algorithm, tlv(0x03, bits)).toString('base64')
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tlv(0x30, ...parts)
}

function oid(hex: string): Buffer {
  return tlv(0x06, Buffer.from(hex, 'hex'))
}

/** A whole number ≥ 0. A leading zero keeps it from reading as negative. */
function integer(value: number): Buffer {
  const hex = value.toString(16)
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')
  return tlv(0x02, (bytes[0] ?? 0) > 0x7f ? Buffer.concat([Buffer.of(0), bytes]) : bytes)
}

/** RFC 5280 §4.1.2.5: two digits for the year until 2049, four from 2050 on. */
function time(date: Date): Buffer {
  const text = `${date.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`
  const short = date.getUTCFullYear() < 2050
  return tlv(short ? 0x17 : 0x18, Buffer.from(short ? text.slice(2) : text))
}

/** Tag, length, value (X.690 §8.1). */
function tlv(tag: number, ...parts: readonly Buffer[]): Buffer {
  const value = Buffer.concat(parts)
  if (value.length < 0x80) return Buffer.concat([Buffer.of(tag, value.length), value])
  const hex = value.length.toString(16)
  const length = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')
  return Buffer.concat([Buffer.of(tag, 0x80 | length.length), length, value])
}
