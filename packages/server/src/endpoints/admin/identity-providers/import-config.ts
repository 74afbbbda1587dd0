/** `identity-provider/import-config` and `upload-certificate`: settings read from what the provider says of itself. */
import { object, text } from '../../../representations/json-shape.ts'
import { AdminError, badRequest } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import { keyInFile } from '../key-in-file.ts'
import { multipartForm } from '../multipart-form.ts'
import { readBody } from '../read-request.ts'
import { configOfMetadata, hasMetadata } from './config-of-metadata.ts'

const importShape = object('ImportConfig', { alias: text, providerId: text, fromUrl: text })

export const importConfigRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'POST',
    path: '/identity-provider/import-config',
    summary: "Read a provider's settings from its metadata: from a URL (JSON) or a file (multipart)",
    needs: 'manage-identity-providers',
    changes: 'nothing',
    answer: importConfig,
  }),
  realmRoute({
    method: 'POST',
    path: '/identity-provider/upload-certificate',
    summary: "Read a provider's certificate or public key from a file",
    needs: 'manage-identity-providers',
    changes: 'nothing',
    async answer({ request }) {
      const form = await multipartForm(request, ['keystoreFormat', 'file'])
      return adminJson(keyInFile(form.get('keystoreFormat') ?? '', form.get('file') ?? ''))
    },
  }),
]

async function importConfig(context: AdminContext): Promise<AdminResponse> {
  const { request, services } = context
  if (request.multipart !== '') {
    const form = await multipartForm(request, ['providerId', 'file'])
    return answered(form.get('providerId'), form.get('file'), undefined)
  }
  const { providerId, fromUrl } = readBody(request, importShape)
  if (providerId === undefined || fromUrl === undefined) throw new AdminError(400, { error: 'HTTP 400 Bad Request' })
  refuseWithoutMetadata(providerId)
  const headers = { accept: 'application/json' }
  const { status, body } = await services.outbound.send({ method: 'GET', url: fromUrl, headers }).catch(() => {
    // one sentence for whatever went wrong: the answer must not tell which addresses inside are there (attack case 54)
    throw badRequest('The metadata can not be read from this URL')
  })
  if (status !== 200) throw badRequest('The metadata can not be read from this URL')
  return answered(providerId, body, fromUrl)
}

function answered(providerId: string | undefined, file: string | undefined, url: string | undefined): AdminResponse {
  if (providerId === undefined || file === undefined) throw new AdminError(400, { error: 'HTTP 400 Bad Request' })
  refuseWithoutMetadata(providerId)
  const config = configOfMetadata(providerId, parsed(file), url)
  if (config === undefined) throw badRequest('What is there is not the metadata of an identity provider')
  return adminJson(config)
}

/** @throws {AdminError} 400 */
function refuseWithoutMetadata(providerId: string): void {
  if (!hasMetadata(providerId)) throw badRequest('This version reads metadata of OpenID Connect and OAuth 2.0 only')
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(file)
  } catch {
    return undefined
  }
}
