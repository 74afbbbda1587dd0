import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type ConsolePage, expectAccessible, startConsole, type TestConsole } from '../console.ts'
import type { Picture } from '../pictures/picture.ts'
import { REALMS } from '../pictures/realms.ts'
import { show } from '../pictures.ts'

const LIMIT = { timeout: 60_000 }

/** The tests of an area's pictures. Each area has a file, so that two of them run side by side and none takes too long. */
export function testPictures(area: string, pictures: Readonly<Record<string, Picture>>): void {
  describe(`every page of the console on ${area}, in every state that is drawn`, () => {
    let server: TestConsole
    before(async () => {
      server = await startConsole(REALMS)
    })
    after(() => server?.close())

    for (const [where, looks] of [
      ['on a desk in daylight', { colorScheme: 'light', viewport: { width: 1360, height: 860 } }],
      ['on a phone at night', { colorScheme: 'dark', viewport: { width: 390, height: 844 } }],
    ] as const) {
      describe(where, () => {
        let tab: ConsolePage
        before(async () => {
          tab = await server.open('/test', looks)
        })

        for (const [name, picture] of Object.entries(pictures).filter(([, { locale }]) => locale === undefined)) {
          it(`${name} can be used by everybody, fits its window and breaks no policy`, LIMIT, async () => {
            const { page, complaints } = tab
            await show(page, `${server.url}/admin/master/console`, picture)
            await expectAccessible(page)
            const over = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
            assert.equal(over, 0, 'it scrolls sideways')
            assert.deepEqual(complaints, [])
          })
        }
      })
    }
  })
}
