import type { webcrypto } from 'node:crypto'
import {
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  modifyAssertion,
  None,
  PrivateKeyJwt,
} from 'oauth4webapi'
import { RelyingPartyError } from '../errors.ts'
import type { ClientAuthentication } from './client.ts'

/** @throws {RelyingPartyError} `invalid_configuration` for an empty secret or a key that can't sign. */
export function clientAuthentication(authentication: ClientAuthentication): ClientAuth {
  switch (authentication.method) {
    case 'client_secret_basic':
      return ClientSecretBasic(nonEmpty(authentication.secret))
    case 'client_secret_post':
      return ClientSecretPost(nonEmpty(authentication.secret))
    case 'private_key_jwt':
      return signedAssertion(authentication.key, authentication.kid)
    case 'none':
      return None()
  }
}

function nonEmpty(secret: string): string {
  if (secret === '') throw misconfigured('The client secret is empty: is its environment variable set?')
  return secret
}

function signedAssertion(key: webcrypto.CryptoKey, kid: string | undefined): ClientAuth {
  if (key.type !== 'private' || !key.usages.includes('sign')) {
    throw misconfigured('The key of private_key_jwt is not a private key that may sign.')
  }
  return (server, client, body, headers) => {
    const sign = PrivateKeyJwt(kid === undefined ? key : { key, kid }, {
      [modifyAssertion]: (header) => {
        if (header['alg'] === 'Ed25519')
          header['alg'] = ed25519Name(server.token_endpoint_auth_signing_alg_values_supported)
      },
    })
    return sign(server, client, body, headers)
  }
}

/** One signature with two names: RFC 9864 gave it the second, and most servers still know only the first. */
function ed25519Name(supported: readonly string[] | undefined): 'Ed25519' | 'EdDSA' {
  return supported?.includes('Ed25519') && !supported.includes('EdDSA') ? 'Ed25519' : 'EdDSA'
}

function misconfigured(message: string): RelyingPartyError {
  return new RelyingPartyError(message, { kind: 'invalid_configuration', setting: 'authentication' })
}
