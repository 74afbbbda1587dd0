import { type MapperHolder, protocolMapperRoutes } from '../protocol-mappers/protocol-mappers.ts'
import { changeClient, clientIn, ownClientIn } from './client.ts'

const client: MapperHolder = {
  path: '/clients/:clientUuid',
  words: 'client',
  read: async (context) => (await clientIn(context)).representation.protocolMappers ?? [],
  async change(context, change) {
    const { id } = await ownClientIn(context)
    await changeClient(context, id, (record) => ({
      ...record,
      representation: {
        ...record.representation,
        protocolMappers: [...change(record.representation.protocolMappers ?? [])],
      },
    }))
  },
}

/** `protocol-mappers` of a client. */
export const mappersOfClientRoutes = protocolMapperRoutes(client)
