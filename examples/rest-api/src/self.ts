import type { AuthenticatedUser } from '@latchkey/relying-party/session'

/** Who the user is, as far as the identity server says. */
export interface Self {
  readonly id: string | undefined
  readonly email?: string
  readonly firstname?: string
  readonly lastname?: string
  readonly username?: string
}

/** From validated claims; a field is absent when its claim is. */
export function self({ subject, claims }: Pick<AuthenticatedUser, 'subject' | 'claims'>): Self {
  const text = (field: keyof Self, claim: string) => {
    const value = claims[claim]
    return typeof value === 'string' ? { [field]: value } : {}
  }
  return {
    id: subject,
    ...text('email', 'email'),
    ...text('firstname', 'given_name'),
    ...text('lastname', 'family_name'),
    ...text('username', 'preferred_username'),
  }
}
