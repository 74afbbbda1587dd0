/** `certificates/{attr}`: the key by which a client proves itself or signs (`jwt.credential`, `saml.signing`). */
import { createPublicKey, generateKeyPair, type JsonWebKey, X509Certificate } from 'node:crypto'
import { promisify } from 'node:util'
import { selfSignedCertificate } from '../../../keys/self-signed-certificate.ts'
import { isObject, textOf } from '../../../representations/fields.ts'
import { object, text } from '../../../representations/json-shape.ts'
import type { ClientRecord } from '../../../representations/realm-aggregate.ts'
import { AdminError, badRequest, forbidden } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import { changeClient, clientIn, ownClientIn, reachesClient } from './client.ts'

const PATH = '/clients/:clientUuid/certificates/:attr'
const KEY_BITS = 2048

/** What is known of the key, by Keycloak's name of the field; and the attribute it stands in. */
const FIELDS = {
  privateKey: 'private.key',
  publicKey: 'public.key',
  certificate: 'certificate',
  kid: 'kid',
} as const
type KeyInfo = { readonly [Field in keyof typeof FIELDS]?: string }

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
  const form = await formIn(context)
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

/** The texts of a multipart form (RFC 7578), read by the platform. @throws {AdminError} 400 */
async function formIn({ request }: AdminContext): Promise<ReadonlyMap<string, string>> {
  const type = request.header('content-type') ?? ''
  try {
    const form = await new globalThis.Response(request.multipart, { headers: { 'content-type': type } }).formData()
    const texts = [...form].map(
      async ([name, value]): Promise<[string, string]> => [
        name,
        typeof value === 'string' ? value : await value.text(),
      ],
    )
    return new Map(await Promise.all(texts))
  } catch {
    throw badRequest('Expected a multipart form with keystoreFormat and file')
  }
}

/** @throws {AdminError} 400 for what can't be read, or in a format that isn't. */
function keyInFile(format: string, file: string): KeyInfo {
  switch (format) {
    case 'Certificate PEM':
      return readable(() => ({
        certificate: new X509Certificate(pem('CERTIFICATE', file)).raw.toString('base64'),
      }))
    case 'Public Key PEM':
      return readable(() => ({ publicKey: spkiOf(createPublicKey(pem('PUBLIC KEY', file))) }))
    case 'JSON Web Key Set':
      return keyInSet(readable(() => JSON.parse(file)))
    default:
      throw badRequest('Expected one of the formats Certificate PEM, Public Key PEM, JSON Web Key Set')
  }
}

/** The first key that is for signatures. */
function keyInSet(set: unknown): KeyInfo {
  const keys = isObject(set) && Array.isArray(set['keys']) ? set['keys'].filter(isObject) : []
  const key = keys.find(({ use, kty }) => kty !== 'oct' && (use === undefined || use === 'sig'))
  if (key === undefined) {
    const error_description = 'Certificate or key with given alias not found in the keystore'
    throw new AdminError(400, { error: 'certificate-not-found', error_description })
  }
  const { d: _, ...open } = key // a private key is not kept by accident
  const kid = textOf(key['kid'])
  return readable(() => ({
    publicKey: spkiOf(createPublicKey({ key: open as JsonWebKey, format: 'jwk' })), // or it throws
    ...(kid !== undefined && { kid }),
  }))
}

function spkiOf(key: ReturnType<typeof createPublicKey>): string {
  return key.export({ type: 'spki', format: 'der' }).toString('base64')
}

/** Files may lack the lines around the base64. */
function pem(label: string, file: string): string {
  if (file.includes('-----BEGIN')) return file
  const lines = file.replaceAll(/\s/g, '').match(/.{1,64}/g) ?? []
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`].join('\n')
}

function readable<Value>(read: () => Value): Value {
  try {
    return read()
  } catch {
    throw badRequest('The file can not be read as what it is said to be')
  }
}

async function noKeyStore(context: AdminContext<unknown>): Promise<never> {
  await clientIn(context)
  throw new AdminError(400, {
    error: 'keystore-not-supported',
    error_description: 'This server writes no keystores: read the certificate, or generate a key, as JSON',
  })
}
