import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { queryClient } from './api/query-client.ts'
import { router } from './routes.tsx'
import { SessionEndedDialog } from './shell/session-ended-dialog.tsx'
import { Themed } from './ui/themed.tsx'

export function App() {
  return (
    <Themed>
      <QueryClientProvider client={queryClient}>
        <Notifications position="top-right" />
        <RouterProvider router={router} />
        <SessionEndedDialog />
      </QueryClientProvider>
    </Themed>
  )
}
