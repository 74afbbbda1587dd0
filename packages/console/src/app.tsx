import { useMediaQuery } from '@mantine/hooks'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { queryClient } from './api/query-client.ts'
import { router } from './routes.tsx'
import { SessionEndedDialog } from './shell/session-ended-dialog.tsx'
import { Themed } from './ui/themed.tsx'

export function App() {
  const phone = useMediaQuery('(max-width: 860px)')
  return (
    <Themed>
      <QueryClientProvider client={queryClient}>
        {/* where neither a field that has the focus nor a button that saves stands */}
        <Notifications containerWidth={380} position={phone ? 'top-center' : 'bottom-center'} />
        <RouterProvider router={router} />
        <SessionEndedDialog />
      </QueryClientProvider>
    </Themed>
  )
}
