import { notInUserInfo } from '../inclusion.ts'
import { type ClaimMapper, PRIORITY } from '../mapper.ts'

/** Adds one audience: a client by name, else any text. */
export const audienceMapper: ClaimMapper = {
  providerId: 'oidc-audience-mapper',
  priority: PRIORITY.claims,
  includedIn: notInUserInfo,
  compile(config) {
    const audience = config['included.client.audience'] || config['included.custom.audience']
    return audience === undefined || audience === '' ? undefined : (target) => target.addAudience(audience)
  },
}
