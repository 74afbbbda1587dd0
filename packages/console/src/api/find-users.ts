import { queryOptions } from '@tanstack/react-query'
import { adminClient } from './admin-client.ts'

/** A user to choose. */
export interface UserChoice {
  readonly id: string
  readonly name: string
}

const MOST = 20

export const usersLike = (realm: string, text: string) =>
  queryOptions({
    queryKey: ['users', realm, 'like', text],
    queryFn: async (): Promise<readonly UserChoice[]> => {
      const found = await adminClient.users.find({ realm, max: MOST, ...(text !== '' && { search: text }) })
      return found.map(({ id = '', username = '' }) => ({ id, name: username }))
    },
  })

/** @returns the one with this id, or none. */
export const userCalled = (realm: string, id: string) =>
  queryOptions({
    queryKey: ['users', realm, 'called', id],
    queryFn: async (): Promise<readonly UserChoice[]> => {
      const user = await adminClient.users.findOne({ realm, id })
      return user?.username === undefined ? [] : [{ id, name: user.username }]
    },
  })
