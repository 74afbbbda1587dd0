/** `client-secret`: told, made anew; and the one before it, while it still counts. */
import type { ClientRecord } from '../../../representations/realm-aggregate.ts'
import { newClientSecret } from '../../../representations/secret.ts'
import { noContent } from '../../answers.ts'
import { forbidden, notFound } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import { changeClient, clientIn, ownClientIn, reachesClient } from './client.ts'

const PATH = '/clients/:clientUuid/client-secret'
const ROTATED = [
  'client.secret.rotated',
  'client.secret.rotated.creation.time',
  'client.secret.rotated.expiration.time',
]

export const clientSecretRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'GET',
    path: PATH,
    summary: "Read a client's secret",
    needs: 'view-clients',
    answer: async (context) => adminJson(secretOf((await revealed(context)).representation.secret)),
  }),
  realmRoute({
    method: 'POST',
    path: PATH,
    summary: 'Make a new secret; the old one is refused from then on',
    needs: 'manage-clients',
    changes: 'CLIENT',
    answer: renewSecret,
  }),
  realmRoute({
    method: 'GET',
    path: `${PATH}/rotated`,
    summary: 'Read the secret that was replaced, while it counts',
    needs: 'view-clients',
    answer: async (context) => {
      const rotated = (await revealed(context)).representation.attributes?.['client.secret.rotated']
      if (rotated === undefined) throw notRotated()
      return adminJson(secretOf(rotated))
    },
  }),
  realmRoute({
    method: 'DELETE',
    path: `${PATH}/rotated`,
    summary: 'Refuse the secret that was replaced from now on',
    needs: 'manage-clients',
    changes: 'CLIENT',
    answer: async (context) => {
      const { id } = await ownClientIn(context)
      await changeClient(context, id, (client) => withAttributes(client, {}))
      return noContent()
    },
  }),
]

async function renewSecret(context: AdminContext): Promise<AdminResponse> {
  const { id } = await ownClientIn(context)
  const { services } = context
  const secret = newClientSecret(services.random)
  const made = { 'client.secret.creation.time': String(services.clock.now()) }
  await changeClient(context, id, (client) => {
    const next = withAttributes(client, made)
    return { ...next, representation: { ...next.representation, secret } }
  })
  return { ...adminJson(secretOf(secret)), changed: undefined }
}

/** Without what is told of an older secret: it no longer counts. */
function withAttributes(client: ClientRecord, more: Readonly<Record<string, string>>): ClientRecord {
  const kept = Object.entries(client.representation.attributes ?? {}).filter(([name]) => !ROTATED.includes(name))
  const attributes = { ...Object.fromEntries(kept), ...more }
  return { ...client, representation: { ...client.representation, attributes } }
}

/** @throws {AdminError} 403 for a client whose service account is stronger than the administrator. */
async function revealed(context: AdminContext): Promise<ClientRecord> {
  const record = await clientIn(context)
  if (!(await reachesClient(context, record))) throw forbidden()
  return record
}

function secretOf(value: string | undefined): object {
  return { type: 'secret', ...(value !== undefined && { value }) }
}

const notRotated = () => notFound('Client does not have a rotated secret')
