import { notInUserInfo } from '../inclusion.ts'
import { type ClaimMapper, PRIORITY } from '../mapper.ts'

/** By which methods the user was authenticated (RFC 8176); an empty list when none has a name. */
export const amrMapper: ClaimMapper = {
  providerId: 'oidc-amr-mapper',
  priority: PRIORITY.claims,
  includedIn: notInUserInfo,
  compile: () => (target) => target.set(['amr'], [...target.input.amr]),
}
