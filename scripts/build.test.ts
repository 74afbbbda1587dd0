import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { promisify } from 'node:util'
import { bundle } from './build.ts'

describe('the bundle', { timeout: 60_000 }, () => {
  let folder: string
  before(async () => {
    // Inside the workspace, so that imports resolve as the server's do.
    const cache = resolve(import.meta.dirname, '../.cache')
    await mkdir(cache, { recursive: true })
    folder = await mkdtemp(join(cache, 'build-test-'))
    await writeFile(join(folder, 'lazy.ts'), "export const word: string = 'lazily loaded'")
    await writeFile(
      join(folder, 'entry.ts'),
      `import fastify from 'fastify'
      import { base64url } from 'jose'
      const { statusCode } = await fastify().inject('/')
      console.log(statusCode, base64url.encode('encoded'))
      if (process.argv[2]) console.log((await import('./lazy.ts')).word)`,
    )
    await bundle({ entry: join(folder, 'entry.ts'), outdir: join(folder, 'out') })
  })
  after(() => rm(folder, { recursive: true, force: true }))

  it('runs CommonJS libraries and loads a lazy part when it is asked for', async () => {
    const bundled = join(folder, 'out/latchkey.mjs')
    const { stdout } = await promisify(execFile)(process.execPath, [bundled, 'lazy'])
    assert.equal(stdout, '404 ZW5jb2RlZA\nlazily loaded\n')
  })

  it('keeps a lazy part in a file of its own', async () => {
    const chunks = (await readdir(join(folder, 'out'))).filter((name) => name.endsWith('.mjs'))
    const sources = await Promise.all(chunks.map((name) => readFile(join(folder, 'out', name), 'utf8')))
    const holders = chunks.filter((_name, at) => sources[at]?.includes('lazily loaded'))
    assert.equal(holders.length, 1)
    assert.match(holders[0] ?? '', /^lazy-\w+\.mjs$/)
  })

  it('carries the licences of the libraries in it, and of no others', async () => {
    const licences = await readFile(join(folder, 'out/THIRD-PARTY-LICENSES.txt'), 'utf8')
    assert.match(licences, /^fastify \d\S+ \(MIT\)$/m)
    assert.match(licences, /^jose \d\S+ \(MIT\)$/m)
    assert.match(licences, /Permission is hereby granted/)
    assert.doesNotMatch(licences, /^(esbuild|kysely) /m)
  })
})
