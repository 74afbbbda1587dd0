import { realmContext } from '../../realm-endpoint.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import { changeClient, clientIn, clientRepresentation, ownClientIn } from './client.ts'

export const registrationAccessTokenRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'POST',
    path: '/clients/:clientUuid/registration-access-token',
    summary: 'Make a token by which a client may change itself; the one before it no longer counts',
    needs: 'manage-clients',
    changes: 'CLIENT',
    answer: renewToken,
  }),
]

/** The client remembers the token's id alone (RFC 7592 §3). */
async function renewToken(context: AdminContext): Promise<AdminResponse> {
  const { services, realm, request } = context
  const { id } = await ownClientIn(context)
  const { keys, issuer, now } = await realmContext(services, realm, request)
  const jti = services.random.uuid()
  const token = await keys.sign('HS512', {
    exp: 0, // Keycloak's word for never
    iat: now,
    jti,
    iss: issuer,
    aud: issuer,
    typ: 'RegistrationAccessToken',
    registration_auth: 'authenticated',
  })
  await changeClient(context, id, (client) => ({
    ...client,
    representation: { ...client.representation, registrationAccessToken: jti },
  }))
  const { access: _, ...shown } = await clientRepresentation(context, await clientIn(context))
  return { ...adminJson({ ...shown, registrationAccessToken: token }), changed: undefined }
}
