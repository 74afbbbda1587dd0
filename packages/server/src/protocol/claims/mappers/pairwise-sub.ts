import { createHash } from 'node:crypto'
import type { Client } from '../../../model/client.ts'
import { always } from '../inclusion.ts'
import type { ClaimTarget, MapperConfig } from '../mapper.ts'
import { type ClaimMapper, PRIORITY } from '../mapper.ts'

/**
 * A `sub` of its own per sector, so that two applications can't compare notes (OpenID Connect Core §8.1). Computed as
 * Keycloak does, so that users keep theirs. It runs last: nothing may put the real one back.
 */
export const pairwiseSubMapper: ClaimMapper = {
  providerId: 'oidc-sha256-pairwise-sub-mapper',
  priority: PRIORITY.pairwiseSub,
  includedIn: always,
  compile(config) {
    const salt = config['pairwiseSubAlgorithmSalt']
    if (salt === undefined || salt === '') return undefined
    return (target) => replaceSub(target, config, salt)
  },
}

function replaceSub(target: ClaimTarget, config: MapperConfig, salt: string): void {
  const { client, user, session } = target.input
  const sector = sectorOf(config, client)
  // a token of no session is taken back by its sub: it keeps the real one
  if (sector === undefined || session === undefined) return
  const digest = createHash('sha256').update(`${sector}${user.id}${salt}`).digest()
  target.setOwn('sub', nameUuid(digest))
}

/** The host of the sector identifier, else the one host that all redirect URIs share. */
function sectorOf(config: MapperConfig, client: Client): string | undefined {
  const uris = config['sectorIdentifierUri'] ? [config['sectorIdentifierUri']] : client.redirectUris
  const root = client.rootUrl?.startsWith('http') ? client.rootUrl : ''
  const hosts = new Set(uris.map((uri) => URL.parse(uri.startsWith('/') ? root + uri : uri)?.hostname))
  const [host] = hosts
  return hosts.size === 1 ? host : undefined
}

/** A UUID of version 3 over bytes (RFC 9562 §5.3), without a name space as Java makes them. */
function nameUuid(name: Buffer): string {
  const bytes = createHash('md5').update(name).digest()
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x30, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
