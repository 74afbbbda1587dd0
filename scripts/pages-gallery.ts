/**
 * Draws every page of the server in every state, light and dark, on a desk and on a phone, into a folder to look at.
 *
 *     node scripts/pages-gallery.ts [folder] [name…]
 */
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchChromium } from '../conformance/chromium.ts'
import { resources } from '../packages/server/src/pages/resources.ts'
import { samples } from '../packages/server/test/browser/pages-samples.ts'

const [, , wanted, ...names] = process.argv
const folder = wanted ?? (await mkdtemp(join(tmpdir(), 'latchkey-pages-')))
await mkdir(folder, { recursive: true })

const browser = await launchChromium()
for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1360, 390]) {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: width > 400 ? 860 : 844 } })
    const page = await context.newPage()
    await page.route('http://latchkey.test/**', (route) => {
      const path = new URL(route.request().url()).pathname
      const found = resources.get(path)
      if (found) return route.fulfill({ body: found.body, contentType: found.contentType })
      const sample = samples[path.slice(1)]
      return sample ? route.fulfill({ body: sample(), contentType: 'text/html' }) : route.fulfill({ status: 404 })
    })
    // what sends itself is drawn as it looks without script
    await page.route('**/form-post.js', (route) => route.fulfill({ body: '', contentType: 'text/javascript' }))
    for (const [name, sample] of Object.entries(samples)) {
      if (names.length > 0 && !names.includes(name)) continue
      await writeFile(join(folder, `${name}.html`), sample())
      await page.goto(`http://latchkey.test/${name}`)
      await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true })
    }
    await context.close()
  }
}
await browser.close()
process.stdout.write(`${folder}\n`)
