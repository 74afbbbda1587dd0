import type { ClaimPath } from './claim-name.ts'
import type { ClaimSet, ClaimsInput, Origin, Skipped, TokenKind } from './claims.ts'
import type { ClaimTarget, OwnClaim } from './mapper.ts'
import { isRoleList, mayWrite } from './protected-claims.ts'
import { RoleNames } from './role-names.ts'

/** Gathers what the mappers write for one target, and, when asked, which of them wrote what. */
export class ClaimCollector implements ClaimTarget {
  readonly input: ClaimsInput
  readonly roles: RoleNames
  readonly #kind: TokenKind
  readonly #claims: Record<string, unknown> = {}
  readonly #audience = new Set<string>()
  readonly #origins: Map<string, Origin> | undefined
  readonly #skipped: Skipped[] | undefined
  #origin: Origin | undefined

  constructor(input: ClaimsInput, kind: TokenKind, explain: boolean) {
    this.input = input
    this.roles = new RoleNames(input.roles)
    this.#kind = kind
    this.#origins = explain ? new Map() : undefined
    this.#skipped = explain ? [] : undefined
  }

  /** From here on `origin` writes. */
  begin(origin: Origin): void {
    this.#origin = origin
  }

  skip(why: Skipped['why'], claim: string | undefined): void {
    if (this.#origin !== undefined) this.#skipped?.push({ origin: this.#origin, why, claim })
  }

  set(path: ClaimPath, value: unknown): void {
    if (value === undefined) return
    if (path[0] === 'aud') {
      this.#setAudience(path, value)
      return
    }
    if (!mayWrite(path, value, this.#kind, this.input.session !== undefined)) {
      this.skip('protected_claim', path.join('.'))
      return
    }
    const written = isRoleList(path) ? this.#addRoles(path, value) : assign(this.#claims, path, value)
    if (written) this.#note(path.join('.'))
    else this.skip('shape_conflict', path.join('.'))
  }

  setOwn(name: OwnClaim, value: unknown): void {
    if (value === undefined) return
    this.#claims[name] = value
    this.#note(name)
  }

  addAudience(audience: string): void {
    if (audience === '' || this.#audience.has(audience)) return
    this.#audience.add(audience)
    this.#note(`aud.${audience}`)
  }

  result(): ClaimSet {
    return {
      claims: this.#claims,
      audience: [...this.#audience],
      origins: this.#origins,
      skipped: this.#skipped,
    }
  }

  /** A claim named `aud` adds to the audience, it never replaces it. */
  #setAudience(path: ClaimPath, value: unknown): void {
    const texts = Array.isArray(value) ? value : [value]
    if (path.length > 1 || !texts.every((text) => typeof text === 'string')) {
      this.skip('protected_claim', path.join('.'))
      return
    }
    if (this.#kind !== 'userinfo') for (const text of texts) this.addAudience(text)
  }

  #addRoles(path: ClaimPath, value: unknown): boolean {
    const names = Array.isArray(value) ? value : [value]
    if (!names.every((name) => typeof name === 'string')) return false
    const before = read(this.#claims, path)
    return assign(this.#claims, path, Array.isArray(before) ? [...new Set([...before, ...names])] : names)
  }

  #note(claim: string): void {
    if (this.#origins !== undefined && this.#origin !== undefined) this.#origins.set(claim, this.#origin)
  }
}

/** @returns `false`, and writes nothing, when something that is no object stands where one would be needed. */
function assign(claims: Record<string, unknown>, path: ClaimPath, value: unknown): boolean {
  let at = claims
  const last = path.length - 1
  for (const [index, name] of path.entries()) {
    if (index === last) {
      at[name] = value
      break
    }
    const inner = Object.hasOwn(at, name) ? at[name] : undefined
    if (isObject(inner)) {
      at = inner
    } else if (inner === undefined) {
      const made: Record<string, unknown> = {}
      at[name] = made
      at = made
    } else {
      return false
    }
  }
  return true
}

function read(claims: Record<string, unknown>, path: ClaimPath): unknown {
  return path.reduce<unknown>((at, name) => (isObject(at) && Object.hasOwn(at, name) ? at[name] : undefined), claims)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
