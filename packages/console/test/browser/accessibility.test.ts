import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type ConsolePage, expectAccessible, startConsole, type TestConsole } from './console.ts'
import { REALMS } from './pictures/realms.ts'
import { PICTURES, show } from './pictures.ts'

const LIMIT = { timeout: 60_000 }

describe('every page of the console, in every state that is drawn', () => {
  let server: TestConsole
  const tabs = new Map<string, ConsolePage>()
  before(async () => {
    server = await startConsole(REALMS)
    // a desk in daylight, a phone at night
    tabs.set('light', await server.open('/test', { colorScheme: 'light', viewport: { width: 1360, height: 860 } }))
    tabs.set('dark', await server.open('/test', { colorScheme: 'dark', viewport: { width: 390, height: 844 } }))
  })
  after(() => server?.close())

  for (const [name, picture] of Object.entries(PICTURES).filter(([, { locale }]) => locale === undefined)) {
    for (const scheme of ['light', 'dark']) {
      it(`${name} (${scheme}) can be used by everybody, fits its window and breaks no policy`, LIMIT, async () => {
        const { page, complaints } = tabs.get(scheme)!
        await show(page, `${server.url}/admin/master/console`, picture)
        await expectAccessible(page)
        assert.equal(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), 0, 'it scrolls sideways')
        assert.deepEqual(complaints, [])
      })
    }
  }
})
