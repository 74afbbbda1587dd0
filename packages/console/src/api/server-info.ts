import { queryOptions } from '@tanstack/react-query'
import { adminClient } from './admin-client.ts'

/** What this server can do: it changes with its version only. */
export const serverInfo = () =>
  queryOptions({
    queryKey: ['server-info'],
    queryFn: () => adminClient.serverInfo.find(),
    staleTime: Number.POSITIVE_INFINITY,
  })
