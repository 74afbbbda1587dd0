/** `certificates/{attr}`: the key by which a client proves itself or signs (`jwt.credential`, `saml.signing`). */
import { generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import { selfSignedCertificate } from '../../../keys/self-signed-certificate.ts'
import { object, text } from '../../../representations/json-shape.ts'
import type { ClientRecord } from '../../../representations/realm-aggregate.ts'
import { AdminError, badRequest, forbidden } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import { type KeyInfo, keyInFile } from '../key-in-file.ts'
import { multipartForm } from '../multipart-form.ts'
import { changeClient, clientIn, ownClientIn, reachesClient } from './client.ts'

const PATH = '/clients/:clientUuid/certificates/:attr'
const KEY_BITS = 2048

/** What is known of the key, by Keycloak's name of the field; and the attribute it stands in. */
const FIELDS = {
  privateKey: 'private.key',
  publicKey: 'public.key',
  certificate: 'certificate',
  kid: 'kid',
} as const satisfies Readonly<Record<keyof KeyInfo, string>>

const keyStoreShape = object('KeyStoreConfig', {
  realmCertificate: text,
  storePassword: text,
  keyPassword: text,
  keyAlias: text,
  realmAlias: text,
  format: text,
  keySize: text,
  validity: text,
})

export const certificateRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'GET',
    path: PATH,
    summary: "Read a client's key and certificate",
    needs: 'view-clients',
    answer: async (context) => {
      const client = await clientIn(context)
      if (!(await reachesClient(context, client))) throw forbidden()
      return adminJson(keyInfoOf(client, attributeIn(context)))
    },
  }),
  realmRoute({
    method: 'POST',
    path: `${PATH}/generate`,
    summary: 'Make a new key with its certificate for a client',
    needs: 'manage-clients',
    changes: 'CLIENT',
    answer: generate,
  }),
  ...(['upload', 'upload-certificate'] as const).map((action) =>
    realmRoute({
      method: 'POST',
      path: `${PATH}/${action}`,
      summary: 'Take the certificate or the public key of a client from a file',
      needs: 'manage-clients',
      changes: 'CLIENT',
      answer: upload,
    }),
  ),
  ...(['download', 'generate-and-download'] as const).map((action) =>
    realmRoute({
      method: 'POST',
      path: `${PATH}/${action}`,
      summary: 'Write a keystore (not available: read the certificate, or generate a key, as JSON)',
      needs: action === 'download' ? 'view-clients' : 'manage-clients',
      body: keyStoreShape,
      changes: 'nothing',
      answer: noKeyStore,
    }),
  ),
]

/** Part of the names of attributes. */
function attributeIn({ request }: Pick<AdminContext, 'request'>): string {
  const attribute = request.params['attr'] ?? ''
  if (!/^[a-z][a-z.]{0,49}$/i.test(attribute)) throw badRequest('The name of a certificate has letters and dots only')
  return attribute
}

function keyInfoOf({ representation }: ClientRecord, attribute: string): KeyInfo {
  const { attributes = {} } = representation
  return Object.fromEntries(
    Object.entries(FIELDS)
      .map(([field, name]) => [field, attributes[`${attribute}.${name}`]] as const)
      .filter(([, value]) => value !== undefined),
  )
}

async function generate(context: AdminContext): Promise<AdminResponse> {
  const attribute = attributeIn(context)
  const { id, clientId } = await ownClientIn(context)
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: KEY_BITS })
  const info = {
    privateKey: privateKey.export({ type: 'pkcs1', format: 'der' }).toString('base64'),
    certificate: selfSignedCertificate(privateKey, {
      commonName: clientId,
      nowMs: context.services.clock.nowMs(),
    }),
  }
  await replaceKey(context, id, attribute, info)
  return { ...adminJson(info), changed: { certificate: info.certificate } }
}

async function upload(context: AdminContext): Promise<AdminResponse> {
  const attribute = attributeIn(context)
  const { id } = await ownClientIn(context)
  const form = await multipartForm(context.request, ['keystoreFormat', 'file'])
  const info = keyInFile(form.get('keystoreFormat') ?? '', form.get('file') ?? '')
  await replaceKey(context, id, attribute, info)
  return { ...adminJson(info), changed: info }
}

/** What was known of the key before doesn't belong to the new one. */
async function replaceKey(context: AdminContext, id: string, attribute: string, info: KeyInfo): Promise<void> {
  const names = new Set(Object.values(FIELDS).map((name) => `${attribute}.${name}`))
  await changeClient(context, id, (client) => {
    const others = Object.entries(client.representation.attributes ?? {}).filter(([name]) => !names.has(name))
    const own = Object.entries(FIELDS).flatMap(([field, name]): [string, string][] => {
      const value = info[field as keyof KeyInfo] // FIELDS' own key
      return value === undefined ? [] : [[`${attribute}.${name}`, value]]
    })
    return {
      ...client,
      representation: { ...client.representation, attributes: Object.fromEntries([...others, ...own]) },
    }
  })
}

async function noKeyStore(context: AdminContext<unknown>): Promise<never> {
  await clientIn(context)
  throw new AdminError(400, {
    error: 'keystore-not-supported',
    error_description: 'This server writes no keystores: read the certificate, or generate a key, as JSON',
  })
}
