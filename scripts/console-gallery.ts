/**
 * Draws every page of the administration console, light and dark, on a desk and on a phone, from a server that runs for it,
 * into a folder to look at. `packages/console/test/browser/pictures/` says which.
 *
 *     node scripts/launch.mjs scripts/console-gallery.ts [folder] [name…]
 *     node scripts/launch.mjs scripts/console-gallery.ts --docs     # those that the documentation shows, where it finds them
 */
import { mkdir, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startConsole } from '../packages/console/test/browser/console.ts'
import { REALMS } from '../packages/console/test/browser/pictures/realms.ts'
import { PICTURES, show } from '../packages/console/test/browser/pictures.ts'

const DOCS = join(import.meta.dirname, '../docs/images/console')
/** What `docs/guide/console.md` shows. */
const DOCUMENTED = [
  'home',
  'client-add',
  'client-settings',
  'client-credentials',
  'client-evaluate',
  'client-installation',
  'user-roles',
  'doctor',
]
const WIDTHS = [1360, 390]

const [, , wanted, ...named] = process.argv
const forDocs = wanted === '--docs'
const folder = forDocs ? DOCS : (wanted ?? (await mkdtemp(join(tmpdir(), 'latchkey-console-'))))
const names = forDocs ? DOCUMENTED : named
await mkdir(folder, { recursive: true })
const server = await startConsole(REALMS)

const chosen = Object.entries(PICTURES).filter(([name]) => names.length === 0 || names.includes(name))
for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of forDocs ? WIDTHS.slice(0, 1) : WIDTHS) {
    for (const locale of new Set(chosen.map(([, picture]) => picture.locale ?? 'en'))) {
      const viewport = { width, height: width > 400 ? 860 : 844 }
      const { page } = await server.open('/test', { colorScheme, viewport, locale })
      for (const [name, picture] of chosen.filter(([, own]) => (own.locale ?? 'en') === locale)) {
        await show(page, `${server.url}/admin/master/console`, picture)
        const fullPage = picture.act === undefined && !forDocs
        await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage })
      }
      await page.context().close()
    }
  }
}
await server.close()
process.stdout.write(`${folder}\n`)
