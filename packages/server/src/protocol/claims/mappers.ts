import type { ClaimMapper } from './mapper.ts'
import { acrMapper } from './mappers/acr.ts'
import { addressMapper } from './mappers/address.ts'
import { allowedOriginsMapper } from './mappers/allowed-origins.ts'
import { amrMapper } from './mappers/amr.ts'
import { audienceMapper } from './mappers/audience.ts'
import { audienceResolveMapper } from './mappers/audience-resolve.ts'
import { clientRoleMapper } from './mappers/client-role.ts'
import { fullNameMapper } from './mappers/full-name.ts'
import { groupMembershipMapper } from './mappers/group-membership.ts'
import { hardcodedClaimMapper } from './mappers/hardcoded-claim.ts'
import { hardcodedRoleMapper } from './mappers/hardcoded-role.ts'
import { nonceMapper } from './mappers/nonce.ts'
import { organizationMembershipMapper } from './mappers/organization-membership.ts'
import { pairwiseSubMapper } from './mappers/pairwise-sub.ts'
import { realmRoleMapper } from './mappers/realm-role.ts'
import { roleNameMapper } from './mappers/role-name.ts'
import { sessionNoteMapper } from './mappers/session-note.ts'
import { sessionStateMapper } from './mappers/session-state.ts'
import { subMapper } from './mappers/sub.ts'
import { userAttributeMapper } from './mappers/user-attribute.ts'
import { userPropertyMapper } from './mappers/user-property.ts'

/** The mappers this server knows: a new one is a file in `mappers/` and a line here. */
const ALL: readonly ClaimMapper[] = [
  acrMapper,
  addressMapper,
  allowedOriginsMapper,
  amrMapper,
  audienceMapper,
  audienceResolveMapper,
  clientRoleMapper,
  fullNameMapper,
  groupMembershipMapper,
  hardcodedClaimMapper,
  hardcodedRoleMapper,
  nonceMapper,
  organizationMembershipMapper,
  pairwiseSubMapper,
  realmRoleMapper,
  roleNameMapper,
  sessionNoteMapper,
  sessionStateMapper,
  subMapper,
  userAttributeMapper,
  userPropertyMapper,
]

/** By Keycloak's provider id. */
export const MAPPERS: ReadonlyMap<string, ClaimMapper> = new Map(ALL.map((mapper) => [mapper.providerId, mapper]))
