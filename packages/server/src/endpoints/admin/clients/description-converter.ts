/** `client-description-converter`: what an application says of itself, as a client. Nothing is made. */
import { isObject } from '../../../representations/fields.ts'
import { Problems } from '../../../representations/json-shape.ts'
import { clientOfMetadata } from '../../../representations/oidc-client-metadata.ts'
import { clientShape } from '../../../representations/shapes.ts'
import { AdminError } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'

export const descriptionConverterRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'POST',
    path: '/client-description-converter',
    summary: 'Turn OpenID Connect client metadata, or the JSON of a client, into a client',
    needs: 'manage-clients',
    changes: 'nothing',
    answer: convert,
  }),
]

async function convert({ request }: AdminContext): Promise<AdminResponse> {
  const described = request.json ?? jsonIn(request.text)
  if (!isObject(described)) throw unsupported()
  if ('clientId' in described) {
    const problems = new Problems({ refusesUnknownFields: true })
    const client = clientShape.read(described, '$', problems)
    if (client === undefined || problems.count > 0) throw unsupported()
    return adminJson(client)
  }
  const client = clientOfMetadata(described)
  if (client === undefined) throw unsupported()
  return adminJson(client)
}

/** Consoles send the text of a file as it is. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const unsupported = () => new AdminError(400, { error: 'Unsupported format' })
