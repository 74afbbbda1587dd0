import type { Credential, FederatedIdentity, LoginFailures, Membership, User } from '../model/user.ts'
import type { UserRecord } from '../representations/realm-aggregate.ts'
import type { Page } from './page.ts'

export interface UserStore {
  find(realmId: string, id: string): Promise<User | undefined>
  /** Without regard to case. */
  findByUsername(realmId: string, username: string): Promise<User | undefined>
  /** Without regard to case; the oldest where addresses may be shared. */
  findByEmail(realmId: string, email: string): Promise<User | undefined>
  findServiceAccount(realmId: string, clientUuid: string): Promise<User | undefined>
  /**
   * A service account only when one of the four fields is asked for, as in Keycloak. In the order of the user name. For lists: without roles, groups and
   * credentials, whose lists are empty.
   */
  search(realmId: string, query: UserQuery): Promise<readonly UserRecord[]>
  /** How many {@link search} would find on all pages. */
  count(realmId: string, query: Omit<UserQuery, 'first' | 'max'>): Promise<number>
  /** With all the user holds. */
  findRecord(realmId: string, id: string): Promise<UserRecord | undefined>
  /**
   * Those who were given a role themselves, or are members of a group itself; service accounts too. In the order of the
   * user name, without what they hold. @param page - 100 unless told.
   */
  holders(
    realmId: string,
    of: { readonly kind: 'role' | 'group'; readonly id: string },
    page: Page,
  ): Promise<readonly UserRecord[]>
  /** @returns `false` when the user or the group is gone. Joining twice is no error. */
  joinGroup(realmId: string, userId: string, groupId: string): Promise<boolean>
  /** Leaving a group that one is not in is no error. */
  leaveGroup(realmId: string, userId: string, groupId: string): Promise<void>
  /** Of an unknown user: nothing. */
  membership(realmId: string, userId: string): Promise<Membership>
  /** In the order of priority. */
  credentials(realmId: string, userId: string): Promise<readonly Credential[]>
  /** Who has one of these user names or addresses (lower case); of thousands, in few questions. */
  findTaken(
    realmId: string,
    names: { readonly usernames: readonly string[]; readonly emails: readonly string[] },
  ): Promise<readonly { readonly id: string; readonly username: string; readonly email: string | undefined }[]>
  /** Saves users with credentials, roles and groups, all or none. @throws {Conflict} */
  create(realmId: string, users: readonly UserRecord[]): Promise<void>
  /** Replaces the user's own data; credentials, roles and groups stay. @returns `false` when gone. @throws {Conflict} */
  replace(realmId: string, user: UserRecord): Promise<boolean>
  /** With credentials and sessions. @returns `false` when there was none. */
  delete(realmId: string, id: string): Promise<boolean>
  /**
   * Puts a credential in place of all of its type, and sets the required actions, in one act. Does nothing when the user
   * is gone.
   * @param keptBefore - how many former ones stay, as {@link PASSWORD_HISTORY}, so that they can be refused.
   */
  setCredential(
    realmId: string,
    userId: string,
    credential: Credential,
    requiredActions: readonly string[],
    keptBefore?: number,
  ): Promise<void>
  /** @returns `false` when there is no such credential. */
  labelCredential(realmId: string, userId: string, id: string, label: string): Promise<boolean>
  /**
   * Puts a credential behind another, in front of all without one.
   * @returns `false` when there is no such credential, or no such other.
   */
  moveCredential(realmId: string, userId: string, id: string, behind: string | undefined): Promise<boolean>
  /** @returns `false` when there is no such credential. */
  deleteCredential(realmId: string, userId: string, id: string): Promise<boolean>
  federatedIdentities(realmId: string, userId: string): Promise<readonly FederatedIdentity[]>
  /** @returns `false`, and changes nothing, when the user has an account at that provider already. */
  addFederatedIdentity(realmId: string, userId: string, link: FederatedIdentity): Promise<boolean>
  /** @returns `false` when there was none. */
  removeFederatedIdentity(realmId: string, userId: string, provider: string): Promise<boolean>
  /** Every user's account at a provider. Removing none is no error. */
  removeFederatedIdentitiesOf(realmId: string, provider: string): Promise<void>
  /** Replaces one credential's secret if it still is `old` (a rehash never overtakes a change of password). */
  rehash(realmId: string, userId: string, old: Credential, next: Credential): Promise<boolean>
}

/** Type of credentials that are former passwords. */
export const PASSWORD_HISTORY = 'password-history'

export interface LoginFailureStore {
  find(realmId: string, userId: string): Promise<LoginFailures | undefined>
  /**
   * Counts one more wrong password.
   * @param next - decides what is remembered; pure. `undefined` changes nothing.
   * @returns what is remembered now. Of several at once none is lost.
   */
  record(
    realmId: string,
    userId: string,
    next: (before: LoginFailures | undefined) => LoginFailures | undefined,
  ): Promise<LoginFailures | undefined>
  clear(realmId: string, userId: string): Promise<void>
  /** Of all users of the realm. */
  clearAll(realmId: string): Promise<void>
}

/** As Keycloak's user list takes it, without regard to case. */
export interface UserQuery {
  /** This and the next three match anywhere in the value. */
  readonly username?: string
  readonly email?: string
  readonly firstName?: string
  readonly lastName?: string
  /**
   * Words, each of which must begin the user name, e-mail, first or last name; `*` stands for any text, quotation marks
   * ask for a whole value. The four fields above don't count beside it.
   */
  readonly search?: string
  /** Whole values of the four fields. */
  readonly exact?: boolean
  readonly enabled?: boolean
  readonly emailVerified?: boolean
  /** Exactly these users; the texts above don't count beside it. */
  readonly ids?: readonly string[]
  /** Inclusive. */
  readonly createdAfterMs?: number
  readonly createdBeforeMs?: number
  /** Users who have all of these: name, and value without regard to case. */
  readonly attributes?: readonly (readonly [name: string, value: string])[]
  /** Users with an account at this identity provider, and of this id there. */
  readonly idpAlias?: string
  readonly idpUserId?: string
  readonly first?: number
  /** 100 unless told; all when negative. */
  readonly max?: number
}
