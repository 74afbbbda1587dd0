import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import type { UserRecord } from '../../src/representations/realm-aggregate.ts'
import type { UserQuery } from '../../src/store/user-ports.ts'
import type { Fixture } from './contract.ts'
import { realm, user } from './fixtures.ts'

const REALM = 'test-id'
const NEIGHBOUR = 'other-id'
const AT_ONCE = 1_000

/** Which users match, as plainly as it can be said: what the store finds by its indexes must be the same. */
type Model = (person: Person) => boolean

interface Person {
  readonly username: string
  readonly email: string
  readonly firstName: string
  readonly lastName: string
  readonly enabled: boolean
  readonly emailVerified: boolean
}

const QUERIES: readonly (readonly [UserQuery, Model])[] = [
  [{}, () => true],
  [{ enabled: false }, ({ enabled }) => !enabled],
  [{ emailVerified: true }, ({ emailVerified }) => emailVerified],
  [{ search: 'amy' }, begins('amy')],
  [{ search: 'z' }, begins('z')],
  [{ search: 'zed' }, begins('zed')],
  [{ search: 'zed0149' }, begins('zed0149')],
  [{ search: 'zed', enabled: false }, (person) => begins('zed')(person) && !person.enabled],
  [{ search: 'zed', emailVerified: true }, (person) => begins('zed')(person) && person.emailVerified],
  [{ search: 'lone' }, begins('lone')],
  [{ search: '"loner"' }, ({ lastName }) => lastName === 'Loner'],
  [{ search: '"lone"' }, () => false],
  [{ search: 'flora zed' }, (person) => person.firstName === 'Flora' && begins('zed')(person)],
  [{ search: '*ed0*' }, ({ username }) => username.includes('ed0')],
  [{ search: '*my0*' }, ({ username }) => username.includes('my0')],
  [{ search: '*lor* zed' }, (person) => person.firstName === 'Flora' && begins('zed')(person)],
  [{ search: '*ed0*99' }, ({ username, email }) => /ed0.*99/.test(username) || /ed0.*99/.test(email)],
  [{ search: '*%*' }, () => false],
  [{ search: '*@rare*' }, ({ email }) => email.includes('@rare')],
  [{ search: '*1*' }, contains('1')],
  [{ username: 'ed' }, ({ username }) => username.includes('ed')],
  [
    { username: 'zed', firstName: 'flor' },
    ({ username, firstName }) => username.includes('zed') && firstName === 'Flora',
  ],
  [{ lastName: 'lone' }, ({ lastName }) => lastName === 'Loner'],
  [{ lastName: 'lone', exact: true }, () => false],
  [{ firstName: 'flora', exact: true }, ({ firstName }) => firstName === 'Flora'],
  [{ email: 'nowhere' }, () => false],
]
const PAGES: readonly UserQuery[] = [
  { max: 20 },
  { first: 7, max: 3 },
  { first: 700, max: 20 },
  { max: 1_000 },
  { max: 5_000 },
  { first: 10, max: -1 },
  { max: 0 },
]

/** Finding a page among so many people that each way to find it is taken, and never a false one. */
export function crowdContract(fixture: () => Fixture): void {
  describe('finding people in a crowd', () => {
    let people: readonly Person[]

    beforeEach(async () => {
      const { realms, users } = fixture().stores
      await realms.create([realm('test'), realm('other')])
      people = ['amy', 'zed'].flatMap((name) => Array.from({ length: 1_500 }, (_, index) => person(name, index)))
      for (let start = 0; start < people.length; start += AT_ONCE) {
        await users.create(REALM, people.slice(start, start + AT_ONCE).map(record))
      }
      await users.create(
        NEIGHBOUR,
        Array.from({ length: 300 }, (_, index) => record(person('zed', index))),
      )
      const account = record({ ...person('zed', 0), username: 'zed-service', email: 'zed-service@example.org' })
      await users.create(REALM, [{ ...account, serviceAccountClientUuid: 'client-app' }])
    })

    it('gives the page that a look at everybody would give', async () => {
      const { users } = fixture().stores
      for (const [query, model] of QUERIES) {
        const matching = people.filter(model).map(({ username }) => username)
        for (const page of PAGES) {
          const asked = { ...query, ...page }
          const found = await users.search(REALM, asked)
          assert.deepEqual(
            found.map(({ username }) => username),
            paged(withAccount(query, matching), page),
            JSON.stringify(asked),
          )
        }
      }
    })

    it('counts those that a look at everybody would count', async () => {
      const { users } = fixture().stores
      for (const [query, model] of QUERIES) {
        const matching = withAccount(
          query,
          people.filter(model).map(({ username }) => username),
        )
        assert.equal(await users.count(REALM, query), matching.length, JSON.stringify(query))
      }
    })

    it('finds nobody of a neighbour, nor those who are gone', async () => {
      const { users } = fixture().stores
      assert.equal((await users.search(NEIGHBOUR, { search: 'amy' })).length, 0)
      assert.equal((await users.search(NEIGHBOUR, { search: '*my0*' })).length, 0)
      assert.equal(await users.count(NEIGHBOUR, { search: 'zed' }), 300)
      await users.delete(REALM, 'user-zed00000')
      assert.deepEqual(names(await users.search(REALM, { search: 'zed', max: 1 })), ['zed00001'])
      assert.deepEqual(names(await users.search(REALM, { search: '*ed0*', max: 1 })), ['zed00001'])
    })
  })
}

/** The people of one name stand together in the alphabet; their other names are spread over all of them. */
function person(name: string, index: number): Person {
  const username = `${name}${String(index).padStart(5, '0')}`
  return {
    username,
    email: `${username}@${index % 500 === 499 ? 'rare' : 'example'}.org`,
    firstName: index % 7 === 0 ? 'Flora' : 'Sam',
    lastName: index % 100 === 99 ? 'Loner' : 'Smith',
    enabled: index < 1_400,
    emailVerified: index % 1_450 === 1_449,
  }
}

function record({ username, email, firstName, lastName, enabled, emailVerified }: Person): UserRecord {
  return user(username, { email, enabled, representation: { firstName, lastName, emailVerified } })
}

function fieldsOf({ username, email, firstName, lastName }: Person): readonly string[] {
  return [username, email, firstName.toLowerCase(), lastName.toLowerCase()]
}

function begins(text: string): Model {
  return (person) => fieldsOf(person).some((field) => field.startsWith(text))
}

function contains(text: string): Model {
  return (person) => fieldsOf(person).some((field) => field.includes(text))
}

/** A service account is found by who asks for a field of it, and stays out of lists of people. */
function withAccount({ username, firstName, lastName, email, exact }: UserQuery, matching: readonly string[]) {
  if ([username, firstName, lastName, email].every((field) => field === undefined)) return matching
  const account = { username: 'zed-service', firstName: 'flora', lastName: 'smith', email: 'zed-service@example.org' }
  const fits = (field: string | undefined, value: string) =>
    field === undefined || (exact === true ? field === value : value.includes(field))
  const found =
    fits(username, account.username) &&
    fits(firstName, account.firstName) &&
    fits(lastName, account.lastName) &&
    fits(email, account.email)
  return found ? [...matching, account.username].sort() : matching
}

function paged(matching: readonly string[], { first = 0, max = 100 }: UserQuery): readonly string[] {
  return matching.slice(first, max < 0 ? undefined : first + max)
}

function names(found: readonly UserRecord[]): readonly string[] {
  return found.map(({ username }) => username)
}
