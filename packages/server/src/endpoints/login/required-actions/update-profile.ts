import type { User } from '../../../model/user.ts'
import type { Message } from '../../../pages/messages.ts'
import { type ProfileFault, type ProfileField, profileFaults } from '../../../protocol/user-profile.ts'
import { Conflict } from '../../../store/ports.ts'
import type { Parameters } from '../../parameters.ts'
import type { Login } from '../login-in-progress.ts'
import type { ActionOutcome, ActionPage, RequiredAction } from '../required-action.ts'

const FIELDS: readonly ProfileField[] = ['email', 'firstName', 'lastName']

const FAULT_MESSAGES: Readonly<Record<ProfileFault, Message>> = {
  missingField: 'missingFieldMessage',
  invalidEmail: 'invalidEmailMessage',
  fieldTooLong: { key: 'tooLongMessage', values: [255] },
}

/** The user looks his profile over, because an administrator or the application asks. */
export const updateProfile: RequiredAction = {
  alias: 'UPDATE_PROFILE',
  event: 'UPDATE_PROFILE',
  async challenge(_login, user) {
    return page(valuesOf(user), {})
  },
  answer,
}

/** The same page, shown to whoever's profile lacks something that everybody must have. */
export const verifyProfile: RequiredAction = {
  alias: 'VERIFY_PROFILE',
  event: 'VERIFY_PROFILE',
  async challenge({ context }, user) {
    return page(valuesOf(user), profileFaults(user, context.realm))
  },
  answer,
}

async function answer({ context }: Login, user: User, form: Parameters): Promise<ActionOutcome> {
  const { realm, services } = context
  const values = sentValues(form)
  const faults = profileFaults(values, realm)
  if (Object.keys(faults).length > 0) return { kind: 'challenge', page: page(values, faults) }
  const record = await services.stores.users.findRecord(realm.id, user.id)
  if (record === undefined) throw new Error('the user was deleted during the login')
  const email = values.email.toLowerCase()
  const requiredActions = user.requiredActions.filter(
    (alias) => alias !== 'UPDATE_PROFILE' && alias !== 'VERIFY_PROFILE',
  )
  const changed = {
    email,
    // a changed address is nobody's until it is verified
    emailVerified: user.emailVerified && email === user.email,
    firstName: values.firstName,
    lastName: values.lastName,
    requiredActions,
  }
  try {
    await services.stores.users.replace(realm.id, {
      ...record,
      email,
      representation: { ...record.representation, ...changed },
    })
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
    return { kind: 'challenge', page: page(values, {}, { email: 'emailExistsMessage' }) }
  }
  return { kind: 'done', user: { ...user, ...changed } }
}

function sentValues(form: Parameters): Record<ProfileField, string> {
  const value = (field: ProfileField) => (form.get(field) ?? '').trim()
  return { email: value('email'), firstName: value('firstName'), lastName: value('lastName') }
}

function valuesOf(user: User): Record<ProfileField, string> {
  return { email: user.email ?? '', firstName: user.firstName ?? '', lastName: user.lastName ?? '' }
}

function page(
  values: Readonly<Record<ProfileField, string>>,
  faults: Partial<Record<ProfileField, ProfileFault>>,
  errors: Partial<Record<ProfileField, Message>> = {},
): ActionPage {
  const named = FIELDS.flatMap((field) => {
    const fault = faults[field]
    return fault === undefined ? [] : [[field, FAULT_MESSAGES[fault]]]
  })
  return { kind: 'update-profile', values, errors: { ...Object.fromEntries(named), ...errors } }
}
