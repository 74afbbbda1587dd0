import { QueryCache, QueryClient } from '@tanstack/react-query'
import { endSession } from '../session/session.ts'
import { problemOf } from './problem.ts'

/** A refusal stays one; only a server that could not be reached is asked again. */
const MOST_RETRIES = 1

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, error) => problemOf(error).kind === 'unreachable' && failures < MOST_RETRIES,
    },
  },
  queryCache: new QueryCache({
    onError: (error) => {
      if (problemOf(error).kind === 'ended') endSession()
    },
  }),
})
