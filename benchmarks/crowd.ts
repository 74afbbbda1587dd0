/** A realm's people, as many as are wanted, and what is asked of them. */
import { systemClock, systemRandom } from '../packages/server/src/clock.ts'
import type { UserRecord } from '../packages/server/src/representations/realm-aggregate.ts'

const FIRST = 'Anna Boris Chiara Dmitri Elena Farid Greta Hugo Ines Jonas Katya Liam Mona Nils Olga Paul'.split(' ')
const LAST = 'Abebe Bianchi Costa Dubois Eriksen Fischer Garcia Hansen Ivanov Jensen Kowalski Lopez Moreau Novak'.split(
  ' ',
)
const SYLLABLES = 'ba be bo da de do fa fi fu ga go gu ha ka ki ku la le lo ma mi mu na ne no ra re ri'.split(' ')

/** What is asked, by number of the call. */
export function searches(people: number): Readonly<Record<string, (call: number) => string>> {
  /** A user's number for a call, all over the realm; every tenth has an attribute. */
  const spread = (call: number) => (Math.imul(call + 1, 7_919_0) >>> 0) % people
  return {
    'a page of everybody': (call) => `first=${call}`,
    'beginning of a user name': (call) => `search=${nameOf(spread(call)).slice(0, 6)}`,
    'beginning of a user name, 2 letters': (call) => `search=${nameOf(spread(call)).slice(0, 2)}`,
    'beginning of an address': (call) => `search=${nameOf(spread(call))}${spread(call)}@`,
    'beginning of a last name': (call) => `search=${LAST[call % LAST.length]?.slice(0, 4)}`,
    'first and last name': (call) => `search=${FIRST[call % FIRST.length]}+${LAST[call % LAST.length]}`,
    'part of anything, rare': (call) => `search=*${nameOf(spread(call)).slice(2)}${spread(call)}*`,
    'part of anything, frequent': (call) => `search=*${nameOf(spread(call)).slice(2, 6)}*`,
    'part of the user name': (call) => `username=${nameOf(spread(call)).slice(1)}${String(spread(call)).slice(0, 3)}`,
    'part of the address': (call) => `email=${String(spread(call))}@exam`,
    'part of anything, nowhere': (call) => `search=*zzq${call}*`,
    'a user name exactly': (call) => `exact=true&username=${nameOf(spread(call))}${spread(call)}`,
    'an attribute': (call) => `q=badge:${spread(call)}`,
    'enabled people': (call) => `enabled=true&first=${call}`,
  }
}

export function person(number: number): UserRecord {
  const username = `${nameOf(number)}${number}`
  const firstName = FIRST[number % FIRST.length] ?? ''
  const lastName = LAST[number % LAST.length] ?? ''
  const email = `${username}@example.org`
  const id = systemRandom.uuid()
  return {
    id,
    username,
    email,
    enabled: true,
    createdTimestampMs: systemClock.nowMs(),
    serviceAccountClientUuid: undefined,
    roleIds: [],
    groupIds: [],
    credentials: [],
    representation: {
      id,
      username,
      email,
      firstName,
      lastName,
      enabled: true,
      ...(number % 10 === 0 && { attributes: { badge: [String(number)] } }),
    },
  }
}

/** Four syllables that depend on the number, in no order. */
function nameOf(number: number): string {
  let rest = scattered(number)
  let name = ''
  for (let syllable = 0; syllable < 4; syllable += 1) {
    name += SYLLABLES[rest % SYLLABLES.length]
    rest = Math.floor(rest / SYLLABLES.length)
  }
  return name
}

/** A number that tells nothing of the one it is made of, or else the user names would follow from the first and last ones. */
function scattered(number: number): number {
  const once = Math.imul(number ^ (number >>> 16), 0x85_eb_ca_6b)
  const twice = Math.imul(once ^ (once >>> 13), 0xc2_b2_ae_35)
  return (twice ^ (twice >>> 16)) >>> 0
}

/** The same for the Admin API. */
export function representationOf(number: number): object {
  const { representation, username, email } = person(number)
  const { firstName, lastName, attributes } = representation
  return { username, email, firstName, lastName, enabled: true, attributes }
}
