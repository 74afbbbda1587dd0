import type { Grant } from './grant.ts'
import { authorizationCodeGrant } from './grants/authorization-code.ts'
import { clientCredentialsGrant } from './grants/client-credentials.ts'
import { passwordGrant } from './grants/password.ts'
import { refreshTokenGrant } from './grants/refresh-token.ts'

/** What a client may trade for tokens: a new grant is a file in `grants/` and a row here. */
const grants: readonly Grant[] = [authorizationCodeGrant, clientCredentialsGrant, passwordGrant, refreshTokenGrant]

export const GRANTS: ReadonlyMap<string, Grant> = new Map(grants.map((grant) => [grant.grantType, grant]))
export const GRANT_TYPES: readonly string[] = [...GRANTS.keys()]
