import type { Client } from '../../model/client.ts'
import type { ClientScope, ProtocolMapperConfig } from '../../model/client-scope.ts'
import { ClaimCollector } from './claim-collector.ts'
import type { ClaimSet, ClaimsInput, Origin, TokenKind } from './claims.ts'
import type { ClaimTarget } from './mapper.ts'
import { MAPPERS } from './mappers.ts'

/** A configured mapper, read once. */
interface CompiledMapper {
  readonly origin: Origin
  readonly priority: number
  readonly kinds: ReadonlySet<TokenKind>
  /** `undefined` when the configuration or the type is of no use; `why` tells. */
  readonly run: ((target: ClaimTarget) => void) | undefined
  readonly why: 'unknown_mapper' | 'unusable_config'
  /** As configured. */
  readonly claimName: string | undefined
}

/** Scopes and clients are immutable values, renewed with the realm's revision; what was compiled goes with them. */
const compiled = new WeakMap<ClientScope | Client, readonly CompiledMapper[]>()

const KINDS: readonly TokenKind[] = ['access', 'lightweight', 'id', 'userinfo', 'introspection', 'response']

/**
 * Runs the mappers of the applied scopes, then the client's own, in the order of their priorities. Where two write the
 * same claim the later one wins, so that a client can override a scope.
 *
 * @param options.explain - records which mapper wrote each claim, and what was left out and why.
 * @returns claims without those that make a token a token, see `tokens.ts`.
 */
export function mapClaims(input: ClaimsInput, kind: TokenKind, options?: { readonly explain?: boolean }): ClaimSet {
  const collector = new ClaimCollector(input, kind, options?.explain ?? false)
  for (const mapper of plan(input, kind)) {
    collector.begin(mapper.origin)
    if (mapper.run === undefined) collector.skip(mapper.why, mapper.claimName)
    else mapper.run(collector)
  }
  return collector.result()
}

function plan({ scopes, client }: ClaimsInput, kind: TokenKind): readonly CompiledMapper[] {
  const mappers: CompiledMapper[] = []
  for (const scope of scopes) addOf(mappers, scope, scope.name, kind)
  addOf(mappers, client, undefined, kind)
  return mappers.sort((one, other) => one.priority - other.priority)
}

function addOf(into: CompiledMapper[], owner: ClientScope | Client, scope: string | undefined, kind: TokenKind): void {
  let mappers = compiled.get(owner)
  if (mappers === undefined) {
    mappers = owner.protocolMappers
      .filter((mapper) => mapper.protocol === 'openid-connect')
      .map((mapper) => compile(mapper, scope))
    compiled.set(owner, mappers)
  }
  for (const mapper of mappers) if (mapper.kinds.has(kind)) into.push(mapper)
}

function compile({ name, protocolMapper, config }: ProtocolMapperConfig, scope: string | undefined): CompiledMapper {
  const module = MAPPERS.get(protocolMapper)
  return {
    origin: { mapper: name, mapperType: protocolMapper, scope },
    priority: module?.priority ?? 0,
    kinds: new Set(module === undefined ? KINDS : KINDS.filter((kind) => module.includedIn(config, kind))),
    run: module?.compile(config),
    why: module === undefined ? 'unknown_mapper' : 'unusable_config',
    claimName: config['claim.name'],
  }
}
