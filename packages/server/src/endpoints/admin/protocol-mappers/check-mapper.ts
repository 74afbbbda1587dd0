/** What a protocol mapper must be before it is stored. */
import type { ShapeOf } from '../../../representations/json-shape.ts'
import type { protocolMapperShape } from '../../../representations/shapes.ts'
import { badRequest, conflict, notFound } from '../admin-error.ts'
import type { AdminContext } from '../admin-route.ts'
import { refuseGivingNamedRole } from '../rights-guard.ts'
import { OIDC_MAPPER_TYPES } from '../server-info/mapper-types.ts'

export type MapperBody = ShapeOf<typeof protocolMapperShape>
type Asked = Pick<AdminContext, 'realm' | 'admin'>

const LONGEST = 255
/** What SAML and Docker clients of an imported realm have: stored, although nothing acts on it yet. */
const OF_OTHER_PROTOCOLS = /^(saml|docker)-/
const OIDC = new Set([
  ...OIDC_MAPPER_TYPES.map(({ id }) => id),
  'oidc-claims-param-token-mapper',
  'oidc-claims-param-value-idtoken-mapper',
  'oidc-organization-group-membership-mapper',
])
/** Settings of mappers that put a role into everybody's tokens, under its own name or another's. */
const ROLE_SETTINGS: ReadonlyMap<string, string> = new Map([
  ['oidc-hardcoded-role-mapper', 'role'],
  ['oidc-role-name-mapper', 'new.role.name'],
  ['saml-hardcode-role-mapper', 'role'],
  ['saml-role-name-mapper', 'new.role.name'],
])

/** @throws {AdminError} 400, 404 for an unknown kind of mapper, 403 for one that gives a right the administrator lacks. */
export function checkMapper(context: Asked, { name, protocol, protocolMapper, config }: MapperBody): void {
  if (name === undefined || name.trim() === '') throw badRequest('A protocol mapper needs a name')
  if (name.length > LONGEST) throw badRequest(`The name of a protocol mapper has at most ${LONGEST} characters`)
  const known = protocolMapper !== undefined && (OIDC.has(protocolMapper) || OF_OTHER_PROTOCOLS.test(protocolMapper))
  if (!known) throw notFound('ProtocolMapper provider not found')
  if (protocol === undefined || protocol === '') throw badRequest('A protocol mapper needs a protocol')
  const setting = ROLE_SETTINGS.get(protocolMapper)
  if (setting !== undefined) refuseGivingNamedRole(context, config?.[setting] ?? '')
}

/** @throws {AdminError} as {@link checkMapper}, and 409 when two have one name. */
export function checkMappers(
  context: Asked,
  mappers: readonly MapperBody[],
  present: readonly MapperBody[] = [],
): void {
  const names = new Set(present.map(({ name }) => name))
  for (const mapper of mappers) {
    checkMapper(context, mapper)
    if (names.has(mapper.name)) throw conflict('Protocol mapper exists with same name')
    names.add(mapper.name)
  }
}
