/** `protocol-mappers` of a client or of a client scope: the same resource below each. */

import { completeMapper } from '../../../representations/complete-clients.ts'
import { listOf, type ShapeOf } from '../../../representations/json-shape.ts'
import type { ProtocolMapperRepresentation } from '../../../representations/keycloak.ts'
import { protocolMapperShape } from '../../../representations/shapes.ts'
import { noContent } from '../../answers.ts'
import { conflict, notFound } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import { checkMapper, checkMappers, type MapperBody } from './check-mapper.ts'

type Asked = Pick<AdminContext, 'services' | 'realm' | 'request' | 'admin'>
type Mappers = readonly ProtocolMapperRepresentation[]

/** Who has the mappers. */
export interface MapperHolder {
  /** Below the realm: `/clients/:clientUuid`. */
  readonly path: string
  readonly words: string
  /** @throws {AdminError} 404, 403 */
  read(context: Asked): Promise<Mappers>
  /** @throws {AdminError} 404, 403; and what the change throws, to change nothing */
  change(context: Asked, change: (mappers: Mappers) => Mappers): Promise<void>
}

const models = '/protocol-mappers/models'
const severalMappers = listOf(protocolMapperShape)

export function protocolMapperRoutes(holder: MapperHolder): readonly AdminRoute[] {
  const { path, words } = holder
  return [
    realmRoute({
      method: 'GET',
      path: path + models,
      summary: `List the protocol mappers of a ${words}`,
      needs: 'view-clients',
      answer: async (context) => adminJson(await holder.read(context)),
    }),
    realmRoute({
      method: 'POST',
      path: path + models,
      summary: `Give a ${words} a protocol mapper`,
      needs: 'manage-clients',
      body: protocolMapperShape,
      changes: 'PROTOCOL_MAPPER',
      answer: (context) => createMapper(holder, context),
    }),
    realmRoute({
      method: 'GET',
      path: `${path}${models}/:mapperId`,
      summary: `Read a protocol mapper of a ${words}`,
      needs: 'view-clients',
      answer: async (context) => adminJson(mapperIn(context, await holder.read(context))),
    }),
    realmRoute({
      method: 'PUT',
      path: `${path}${models}/:mapperId`,
      summary: `Change a protocol mapper of a ${words}`,
      needs: 'manage-clients',
      body: protocolMapperShape,
      changes: 'PROTOCOL_MAPPER',
      answer: (context) => updateMapper(holder, context),
    }),
    realmRoute({
      method: 'DELETE',
      path: `${path}${models}/:mapperId`,
      summary: `Take a protocol mapper from a ${words}`,
      needs: 'manage-clients',
      changes: 'PROTOCOL_MAPPER',
      answer: (context) => deleteMapper(holder, context),
    }),
    realmRoute({
      method: 'GET',
      path: `${path}/protocol-mappers/protocol/:protocol`,
      summary: `List the protocol mappers of a ${words} for one protocol`,
      needs: 'view-clients',
      answer: async (context) => {
        const { protocol } = context.request.params
        return adminJson((await holder.read(context)).filter((mapper) => mapper.protocol === protocol))
      },
    }),
    realmRoute({
      method: 'POST',
      path: `${path}/protocol-mappers/add-models`,
      summary: `Give a ${words} several protocol mappers`,
      needs: 'manage-clients',
      body: severalMappers,
      changes: 'PROTOCOL_MAPPER',
      answer: (context) => addMappers(holder, context),
    }),
  ]
}

async function createMapper(holder: MapperHolder, context: AdminContext<MapperBody>): Promise<AdminResponse> {
  const mapper = made(context, context.body)
  await holder.change(context, (mappers) => {
    checkMappers(context, [context.body], mappers)
    return [...mappers, mapper]
  })
  const { base, path } = context.request
  return { status: 201, headers: { location: `${base}${path.replace(/\/$/, '')}/${mapper.id}` } }
}

async function addMappers(
  holder: MapperHolder,
  context: AdminContext<ShapeOf<typeof severalMappers>>,
): Promise<AdminResponse> {
  const added = context.body.map((mapper) => made(context, mapper))
  await holder.change(context, (mappers) => {
    checkMappers(context, context.body, mappers)
    return [...mappers, ...added]
  })
  return { ...noContent(), changedAs: { operation: 'CREATE' } }
}

/** What is sent is what is stored: nothing is filled in, as in Keycloak. */
async function updateMapper(holder: MapperHolder, context: AdminContext<MapperBody>): Promise<AdminResponse> {
  const { body } = context
  await holder.change(context, (mappers) => {
    const old = mapperIn(context, mappers)
    const name = body.name ?? old.name
    const next = { ...old, ...body, id: old.id ?? '', ...(name !== undefined && { name }) }
    checkMapper(context, next)
    if (mappers.some((one) => one !== old && one.name === name)) throw conflict('Protocol mapper exists with same name')
    return mappers.map((one) => (one === old ? next : one))
  })
  return noContent()
}

async function deleteMapper(holder: MapperHolder, context: AdminContext): Promise<AdminResponse> {
  await holder.change(context, (mappers) => {
    const gone = mapperIn(context, mappers)
    return mappers.filter((one) => one !== gone)
  })
  return noContent()
}

function made({ services }: Asked, { id: _, ...body }: MapperBody): ProtocolMapperRepresentation & { id: string } {
  const protocol = body.protocol ?? 'openid-connect'
  return { id: services.random.uuid(), ...completeMapper({ ...body, config: filled(body) }, protocol) }
}

/** A new mapper that says nothing of introspection follows the access token, as in Keycloak. */
function filled({ config = {} }: MapperBody): Record<string, string> {
  const inAccessToken = config['access.token.claim']
  return inAccessToken === undefined ? config : { 'introspection.token.claim': inAccessToken, ...config }
}

function mapperIn({ request }: Pick<Asked, 'request'>, mappers: Mappers): ProtocolMapperRepresentation {
  const mapper = mappers.find(({ id }) => id === request.params['mapperId'])
  if (mapper === undefined) throw notFound('Model not found')
  return mapper
}
