/** The user profile of a realm, where Keycloak keeps it: as a text in a component of the realm's document. */
import type { Realm } from '../model/realm.ts'
import type { ProfileAttribute, UserProfile } from '../model/user-profile.ts'
import { USER_PROFILE } from './defaults/components.ts'
import { isObject } from './fields.ts'
import { anything, flag, listOf, mapOf, object, oneOf, Problems, type Shape, type ShapeOf, text } from './json-shape.ts'
import type { RealmRepresentation } from './keycloak.ts'

const PROVIDER = 'declarative-user-profile'
const CONFIG = 'kc.user.profile.config'

const texts = listOf(text)
/** The settings of a validator, which may have none. */
const validatorConfig: Shape<Record<string, unknown>> = mapOf(anything)

export const userProfileShape = object('UPConfig', {
  attributes: listOf(
    object('UPAttribute', {
      name: text,
      displayName: text,
      validations: mapOf(validatorConfig),
      annotations: mapOf(anything),
      required: object('UPAttributeRequired', { roles: texts, scopes: texts }),
      permissions: object('UPAttributePermissions', { view: texts, edit: texts }),
      selector: object('UPAttributeSelector', { scopes: texts }),
      group: text,
      multivalued: flag,
      defaultValue: text,
    }),
  ),
  groups: listOf(
    object('UPGroup', {
      name: text,
      displayHeader: text,
      displayDescription: text,
      annotations: mapOf(anything),
    }),
  ),
  unmanagedAttributePolicy: oneOf('ENABLED', 'ADMIN_EDIT', 'ADMIN_VIEW'),
})

/** What was sent, with what Keycloak adds to it. */
export function userProfileOf(sent: ShapeOf<typeof userProfileShape>): UserProfile {
  return {
    attributes: (sent.attributes ?? []).map((attribute) => ({
      ...attribute,
      name: attribute.name ?? '',
      multivalued: attribute.multivalued ?? false,
    })),
    groups: sent.groups ?? [],
    ...(sent.unmanagedAttributePolicy !== undefined && { unmanagedAttributePolicy: sent.unmanagedAttributePolicy }),
  }
}

const known = new WeakMap<Realm, UserProfile>()

/** The profile the realm declares, else Keycloak's own. */
export function declaredProfile(realm: Realm): UserProfile {
  let profile = known.get(realm)
  if (profile === undefined) {
    profile = readDeclared(realm) ?? DEFAULT_PROFILE
    known.set(realm, profile)
  }
  return profile
}

/** @returns `undefined` also for one that can't be read: the default asks for more, never for less. */
function readDeclared({ representation }: Realm): UserProfile | undefined {
  const config = representation.components?.[USER_PROFILE]?.[0]?.config?.[CONFIG]?.[0]
  if (config === undefined) return undefined
  try {
    const json: unknown = JSON.parse(config)
    const problems = new Problems()
    const read = userProfileShape.read(json, '$', problems)
    if (read === undefined || problems.count > 0 || !isObject(json) || !Array.isArray(json['attributes'])) {
      return undefined
    }
    return userProfileOf(read)
  } catch {
    return undefined
  }
}

/** The document with another profile. */
export function withUserProfile(
  document: RealmRepresentation,
  profile: UserProfile,
  newId: string,
): RealmRepresentation {
  const [present] = document.components?.[USER_PROFILE] ?? []
  const component = {
    ...(present ?? { id: newId, providerId: PROVIDER, subComponents: {} }),
    config: { ...present?.config, [CONFIG]: [JSON.stringify(profile)] },
  }
  return { ...document, components: { ...document.components, [USER_PROFILE]: [component] } }
}

function personal(
  name: string,
  validations: NonNullable<ProfileAttribute['validations']>,
  required: boolean,
): ProfileAttribute {
  return {
    name,
    displayName: `\${${name}}`,
    validations,
    ...(required && { required: { roles: ['user'] } }),
    permissions: { view: ['admin', 'user'], edit: ['admin', 'user'] },
    multivalued: false,
  }
}

const NAME = { length: { max: 255 }, 'person-name-prohibited-characters': {} }

/** What a realm has until it declares something else. */
const DEFAULT_PROFILE: UserProfile = {
  attributes: [
    personal(
      'username',
      {
        length: { min: 3, max: 255 },
        'username-prohibited-characters': {},
        'up-username-not-idn-homograph': {},
      },
      false,
    ),
    personal('email', { email: {}, length: { max: 255 } }, true),
    personal('firstName', NAME, true),
    personal('lastName', NAME, true),
  ],
  groups: [
    {
      name: 'user-metadata',
      displayHeader: 'User metadata',
      displayDescription: 'Attributes, which refer to user metadata',
    },
  ],
}
