import { useParams } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import styles from './page.module.css'
import { type Crumb, useTellTrail } from './trail.ts'

export interface PageProps {
  /** What a person calls it. */
  readonly title: string
  /** The way here without the page itself. */
  readonly crumbs?: readonly Crumb[]
  /** The page's own crumb where the title is too long or too vague. */
  readonly crumb?: string
  /** What a machine calls it. */
  readonly id?: string | undefined
  /** Chips and facts beside the id. */
  readonly facts?: ReactNode
  /** One sentence on what the page is for. */
  readonly about?: ReactNode
  /** Buttons; one of them may be primary. */
  readonly actions?: ReactNode
  readonly tabs?: ReactNode
  readonly children: ReactNode
}

/** Every page's frame: title, id, state, actions, tabs. */
export function Page({ title, crumbs = [], crumb = title, id, facts, about, actions, tabs, children }: PageProps) {
  const { realm = '' } = useParams({ strict: false })
  useTellTrail([...crumbs, { label: crumb }], realm)
  const heading = useArrival()
  return (
    <>
      <div className={styles['head']}>
        <div className={styles['names']}>
          <h1 dir="auto" ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {about !== undefined && <p className={styles['about']}>{about}</p>}
          {(id !== undefined || facts !== undefined) && (
            <div className={styles['facts']}>
              {id !== undefined && <code>{id}</code>}
              {facts}
            </div>
          )}
        </div>
        {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
      </div>
      {tabs}
      {children}
    </>
  )
}

let arrived = false

/**
 * Who comes to another page is at its heading, instead of nowhere: what led here is often gone. The first page leaves the
 * focus to the browser, and the tabs of a page are one page.
 *
 * @returns for the heading.
 */
function useArrival() {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    // where the page was scrolled to is the router's to say
    if (arrived) heading.current?.focus({ preventScroll: true })
    arrived = true
  }, [])
  return heading
}
