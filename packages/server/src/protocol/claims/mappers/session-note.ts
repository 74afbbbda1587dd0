import { parseClaimName } from '../claim-name.ts'
import { claimValue } from '../claim-value.ts'
import type { ClaimsInput } from '../claims.ts'
import { notInUserInfo, orInResponse } from '../inclusion.ts'
import { type ClaimMapper, PRIORITY } from '../mapper.ts'

/** A fact of the login: `AUTH_TIME`, `clientHost`… */
export const sessionNoteMapper: ClaimMapper = {
  providerId: 'oidc-usersessionmodel-note-mapper',
  priority: PRIORITY.claims,
  includedIn: orInResponse(notInUserInfo),
  compile(config) {
    const path = parseClaimName(config['claim.name'])
    const note = config['user.session.note']
    if (path === undefined || note === undefined || note === '') return undefined
    const type = config['jsonType.label']
    return (target) => {
      const text = noteOf(target.input, note)
      if (text !== undefined) target.set(path, claimValue(text, type))
    }
  },
}

function noteOf({ notes, session, authTime }: ClaimsInput, name: string): string | undefined {
  // of all notes this one belongs to the client's part in the session: another client may have asked anew
  if (name === 'AUTH_TIME') return authTime === undefined ? undefined : String(authTime)
  const found = Object.hasOwn(notes, name) ? notes[name] : undefined
  const ofSession = session?.user.notes ?? {}
  return found ?? (Object.hasOwn(ofSession, name) ? ofSession[name] : undefined)
}
