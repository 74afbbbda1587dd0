/** What stands around every page: navigation, the bar with the way here, Ctrl-K. */
import { Drawer } from '@mantine/core'
import { useDisclosure, useHotkeys } from '@mantine/hooks'
import { Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigation } from './navigation.tsx'
import { Palette } from './palette.tsx'
import styles from './shell.module.css'
import { TopBar } from './top-bar.tsx'

const MAIN = 'main'

export function Shell() {
  const { t } = useTranslation('shell')
  const [menu, { open: openMenu, close: closeMenu }] = useDisclosure(false)
  const [palette, { open: openPalette, close: closePalette }] = useDisclosure(false)
  const pathname = useRouterState({ select: ({ location }) => location.pathname })
  const find = () => {
    // what a dialog asks is answered first
    if (document.querySelector('[aria-modal="true"]') === null) openPalette()
  }
  useHotkeys([['mod+K', find]], [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes the menu it was chosen in
  useEffect(closeMenu, [pathname])
  return (
    <div className={styles['shell']}>
      <a className={styles['skip']} href={`#${MAIN}`} onClick={focusMain}>
        {t('skip')}
      </a>
      <div className={styles['side']}>
        <Navigation />
      </div>
      <Drawer.Root opened={menu} onClose={closeMenu} size={280}>
        <Drawer.Overlay />
        <Drawer.Content aria-label={t('menu')}>
          <Navigation onLeave={closeMenu} />
        </Drawer.Content>
      </Drawer.Root>
      <div className={styles['content']}>
        <TopBar onMenu={openMenu} onFind={openPalette} />
        <main id={MAIN} tabIndex={-1} className={styles['main']}>
          <Outlet />
        </main>
      </div>
      <Palette opened={palette} onClose={closePalette} />
    </div>
  )
}

/** Not by the address: a fragment would become a part of the history. */
function focusMain(event: { preventDefault(): void }): void {
  event.preventDefault()
  document.getElementById(MAIN)?.focus()
}
