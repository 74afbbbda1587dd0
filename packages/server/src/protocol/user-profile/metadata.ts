import type { UserProfile } from '../../model/user-profile.ts'
import { isRequiredOfAdmin, mayEdit, mayView, validationsOf } from './administered.ts'

/**
 * The profile as an administrator's form needs it: Keycloak's `UserProfileMetadata`.
 *
 * @param usernameFixed - for a person who exists, in a realm that keeps user names.
 */
export function userProfileMetadata(profile: UserProfile, usernameFixed: boolean): object {
  return {
    attributes: profile.attributes.filter(mayView).map((attribute) => {
      const { name, displayName, annotations, group, multivalued, defaultValue } = attribute
      const fixed = name === 'username' || name === 'email'
      return {
        name,
        displayName: displayName ?? (fixed ? `\${${name}}` : name),
        required: name === 'username' || isRequiredOfAdmin(attribute),
        readOnly: name === 'username' ? usernameFixed : !mayEdit(attribute),
        ...(annotations !== undefined && { annotations }),
        validators: Object.fromEntries(
          Object.entries(validationsOf(attribute)).map(([id, config]) => [
            id,
            { ...config, ...((id !== 'multivalued' || multivalued === true) && { 'ignore.empty.value': true }) },
          ]),
        ),
        ...(group !== undefined && { group }),
        multivalued: multivalued ?? false,
        ...(defaultValue !== undefined && { defaultValue }),
      }
    }),
    groups: profile.groups,
  }
}
