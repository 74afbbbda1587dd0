import KeycloakAdminClient from '@keycloak/keycloak-admin-client'
import { environment } from '../environment.ts'
import { accessToken } from '../session/session.ts'

/** The only way to the Admin API. Calls name their realm: `adminClient.clients.find({ realm })`. */
export const adminClient = new KeycloakAdminClient({ baseUrl: environment.serverUrl, realmName: environment.realm })

adminClient.registerTokenProvider({ getAccessToken: accessToken })
