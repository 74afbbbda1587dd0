import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import '/virtual-design.css'
import './ui/base.css'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { startI18n } from './i18n/i18n.ts'
import { router } from './routes.tsx'
import { startSession } from './session/session.ts'
import { SignInError } from './session/token-request.ts'
import { SignInFailure } from './shell/sign-in-failure.tsx'

// After an update of the server the files that this page knows are gone.
window.addEventListener('vite:preloadError', () => location.reload())

async function start(element: HTMLElement): Promise<void> {
  const root = createRoot(element)
  const texts = startI18n()
  try {
    await startSession()
    // the session has put the page that was asked for into the address
    router.update({ ...router.options })
    await texts
    root.render(<App />)
  } catch (error) {
    await texts
    root.render(<SignInFailure reason={error instanceof SignInError ? error.message : 'unreachable'} />)
  }
}

const element = document.getElementById('root')
if (element !== null) void start(element)
