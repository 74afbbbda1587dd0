/** A person who has no mouse: presses keys, and looks where the focus is. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'

export interface Keyboard {
  /** Presses a key: `Enter`, `Space`, `ArrowDown`, `Control+k`. */
  press(key: string): Promise<void>
  type(text: string): Promise<void>
  /** Goes on with Tab until the focus is on what is called so; every stop on the way must be seen. */
  tabTo(wanted: string, options?: { readonly back?: boolean; readonly within?: number }): Promise<void>
  /** Waits until the focus is on what is called so, and demands that it is seen. */
  expectAt(wanted: string): Promise<void>
}

/** Nobody goes further to what they want. */
const FAR = 25
const PATIENCE_MS = 10_000

export function keyboardOf(page: Page): Keyboard {
  return {
    press: (key) => page.keyboard.press(key),
    type: (text) => page.keyboard.type(text),
    async expectAt(wanted) {
      const deadline = Date.now() + PATIENCE_MS
      while ((await where(page)) !== wanted) {
        assert.ok(Date.now() < deadline, `the focus is on ${await where(page)} instead of ${wanted}`)
        await page.waitForTimeout(20)
      }
      await look(page, {})
    },
    async tabTo(wanted, { back = false, within = FAR } = {}) {
      const way: string[] = []
      await page.evaluate(LOOK)
      while (way.at(-1) !== wanted) {
        assert.ok(way.length < within, `${within} times Tab and no ${wanted}:\n${way.join('\n')}`)
        await page.keyboard.press(back ? 'Shift+Tab' : 'Tab')
        way.push(await look(page, { moved: true, left: true }))
      }
    },
  }
}

/** Role and name of what has the focus, as those hear it who don't see it: `button "Save"`. */
async function where(page: Page): Promise<string> {
  const focus = page.locator(':focus')
  if ((await focus.count()) === 0) return 'nowhere'
  const [line = ''] = (await focus.ariaSnapshot()).split('\n')
  return /^- '?(\w+(?: "(?:[^"\\]|\\.)*")?)/.exec(line)?.[1] ?? line
}

/** Demands that the focus is in the window, below nothing, with a ring around it. */
async function look(page: Page, expected: object): Promise<string> {
  const name = await where(page)
  const seen = Object(await page.evaluate(LOOK))
  assert.deepEqual({ name, ...seen }, { name, ...seen, nowhere: false, hidden: false, ringed: true, ...expected })
  return name
}

/**
 * What can be seen of the focus; remembers it for the next look. A radio or a switch may be drawn by what stands beside it,
 * and a row of a table by its link: the ring may be theirs.
 */
const LOOK = `(() => {
  const at = document.activeElement
  const last = globalThis.lastLook
  const drawn = (element) => {
    const { width, height } = element.getBoundingClientRect()
    const stands = width > 3 && height > 3 && getComputedStyle(element).opacity !== '0'
    return stands ? element : (element.closest('label') ?? element.parentElement)
  }
  const ringOf = (element) =>
    [element, drawn(element), element.parentElement, element.nextElementSibling]
      .filter((one) => one !== null)
      .flatMap((one) => [null, '::before', '::after'].map((part) => getComputedStyle(one, part)))
      .map(({ outlineStyle, outlineWidth, outlineColor, boxShadow }) => {
        const outlined = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1 && !/, 0\\)$/.test(outlineColor)
        return (outlined ? outlineWidth + outlineColor : '') + (boxShadow === 'none' ? '' : boxShadow)
      })
      .join(' ').trim()
  const hidden = () => {
    const { left, top, width, height } = drawn(at).getBoundingClientRect()
    const [x, y] = [left + width / 2, top + Math.min(height / 2, 20)]
    if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return true
    const over = document.elementFromPoint(x, y)
    return !(drawn(at).contains(over) || over?.contains(drawn(at)))
  }
  const nowhere = at === document.body
  globalThis.lastLook = { at, ring: ringOf(at) }
  return {
    nowhere,
    moved: at !== last?.at,
    hidden: hidden(),
    ringed: ringOf(at) !== '',
    left: !last?.at.isConnected || last.ring === '' || ringOf(last.at) !== last.ring,
  }
})()`
