import { badRequest } from './admin-error.ts'

const MOST_CHARACTERS = 65_536

/** The attributes of a role or a group as sent. @throws {AdminError} 400 when all of them together are too long. */
export function boundedAttributes<Attributes extends object | undefined>(attributes: Attributes): Attributes {
  if (attributes !== undefined && JSON.stringify(attributes).length > MOST_CHARACTERS) {
    throw badRequest(`Attributes have at most ${MOST_CHARACTERS} characters together`)
  }
  return attributes
}
