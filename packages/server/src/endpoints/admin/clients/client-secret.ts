/** `client-secret`: told, made anew; and the one before it, while it still counts. */

import { withNewSecret, withoutRotated } from '../../../protocol/client-policies/secret-rotation.ts'
import { SECRET_ATTRIBUTES } from '../../../protocol/client-secrets.ts'
import { MASK } from '../../../representations/complete-clients.ts'
import type { ClientRecord } from '../../../representations/realm-aggregate.ts'
import { newClientSecret } from '../../../representations/secret.ts'
import { noContent } from '../../answers.ts'
import { forbidden, notFound } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import { changeClient, clientIn, ownClientIn, reachesClient } from './client.ts'
import { rotationRules } from './rotation-rules.ts'

const PATH = '/clients/:clientUuid/client-secret'

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
    summary: 'Make a new secret; the old one counts as long as a client policy says, if one does',
    needs: 'manage-clients',
    changes: 'CLIENT',
    answer: renewSecret,
  }),
  realmRoute({
    method: 'GET',
    path: `${PATH}/rotated`,
    summary: 'Read the secret that was replaced',
    needs: 'view-clients',
    answer: async (context) => {
      const rotated = (await revealed(context)).representation.attributes?.[SECRET_ATTRIBUTES.rotated]
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
      await changeClient(context, id, ({ representation, ...client }) => ({
        ...client,
        representation: { ...representation, attributes: withoutRotated(representation.attributes ?? {}) },
      }))
      return { ...noContent(), changed: secretOf(MASK) }
    },
  }),
]

async function renewSecret(context: AdminContext): Promise<AdminResponse> {
  const { id } = await ownClientIn(context)
  const { services } = context
  const secret = newClientSecret(services.random)
  const now = services.clock.now()
  const rotationOf = await rotationRules(context)
  await changeClient(context, id, (client) => {
    const { attributes = {}, ...representation } = client.representation
    const renewed = withNewSecret({ ...representation, attributes }, secret, rotationOf(client), now)
    return { ...client, representation: renewed }
  })
  return { ...adminJson(secretOf(secret)), changed: secretOf(MASK) }
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
