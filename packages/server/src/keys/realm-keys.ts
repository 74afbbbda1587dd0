import type { Realm } from '../model/realm.ts'

export type SignatureAlgorithm =
  | 'RS256'
  | 'RS384'
  | 'RS512'
  | 'PS256'
  | 'PS384'
  | 'PS512'
  | 'ES256'
  | 'ES384'
  | 'ES512'
  | 'HS256'
  | 'HS384'
  | 'HS512'
  | 'EdDSA'

/** A key as the Admin API lists it and `certs` publishes it. */
export interface RealmKeyInfo {
  readonly kid: string
  readonly providerId: string
  readonly providerPriority: number
  readonly algorithm: string
  readonly use: 'SIG' | 'ENC'
  readonly type: 'RSA' | 'EC' | 'OCT' | 'OKP'
  readonly status: 'ACTIVE' | 'PASSIVE' | 'DISABLED'
  /** Base64 DER of the SPKI and of the self-signed certificate, for asymmetric keys. */
  readonly publicKey: string | undefined
  readonly certificate: string | undefined
  /** When the certificate ends. Keycloak lists it in milliseconds. */
  readonly validToMs: number | undefined
}

/** A verified token's content. */
export interface VerifiedToken {
  readonly header: Readonly<Record<string, unknown>>
  readonly claims: Readonly<Record<string, unknown>>
}

/** Signs and verifies with the keys of one realm; made once per realm revision. */
export interface RealmKeys {
  /**
   * Signs off the event loop with the active key of highest priority.
   *
   * @param typ - goes into the header; `JWT` unless told.
   * @throws {NoRealmKey} when the realm has no key for the algorithm.
   */
  sign(algorithm: SignatureAlgorithm, claims: object, typ?: string): Promise<string>
  /** Whether {@link sign} has a key for it. */
  canSign(algorithm: SignatureAlgorithm): boolean
  /**
   * @param algorithms - the only ones accepted; the token's header never chooses outside it.
   * @returns `undefined` for anything but a well-formed token with a good signature by an enabled key of this realm.
   */
  verify(token: string, algorithms: readonly SignatureAlgorithm[]): Promise<VerifiedToken | undefined>
  /** A keyed digest for cookies (HS512 key), base64url without padding. */
  mac(text: string): string
  /** Encrypts a small text for a cookie (`dir` with the realm's AES key, A256GCM), compact JWE. */
  encrypt(text: string): Promise<string>
  /** @returns `undefined` for anything this realm did not encrypt. */
  decrypt(jwe: string): Promise<string | undefined>
  list(): readonly RealmKeyInfo[]
  /** Public keys for `certs` (RFC 7517), enabled ones only. */
  jwks(): { readonly keys: readonly object[] }
}

/** The realm has no active key for what was asked: its configuration is at fault, not the request. */
export class NoRealmKey extends Error {
  constructor(algorithm: string) {
    super(`the realm has no active key for ${algorithm}; add a key provider`)
    this.name = 'NoRealmKey'
  }
}

/** Finds the keys of a realm. */
export type RealmKeysOf = (realm: Realm) => Promise<RealmKeys>
