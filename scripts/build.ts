/**
 * Makes the bundle that `npm start` runs: packages/server/dist/latchkey.mjs, a chunk for each lazily imported part, and
 * the licences of what went in; then the administration console, into packages/server/dist/console. `npm ci` runs it as
 * `prepare` with `--if-installed`.
 */
import { existsSync } from 'node:fs'
import { chmod, rm, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import type { BuildOptions, Metafile } from 'esbuild'
import { buildConsole } from './build-console.ts'
import { licencesOf } from './licences.ts'

const root = resolve(import.meta.dirname, '..')
const server = join(root, 'packages/server')

/** What CommonJS packages expect to find, in every chunk. */
const COMMONJS_GLOBALS = [
  "import { createRequire as $createRequire } from 'node:module'",
  'const require = $createRequire(import.meta.url)',
  'const __filename = import.meta.filename',
  'const __dirname = import.meta.dirname',
].join('\n')

export interface Bundle {
  /** Absolute path of the file that becomes `latchkey.mjs`. */
  readonly entry: string
  /** Absolute path of a folder; what it holds is deleted. */
  readonly outdir: string
}

/** @returns what esbuild says of the files it read and wrote. */
export async function bundle({ entry, outdir }: Bundle): Promise<Metafile> {
  const { build } = await import('esbuild')
  await rm(outdir, { recursive: true, force: true })
  const options = {
    entryPoints: { latchkey: entry },
    outdir,
    outExtension: { '.js': '.mjs' },
    absWorkingDir: root,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    // A dynamic import stays one, so that what a start doesn't need isn't read by it.
    splitting: true,
    // Less text for V8 to keep; names stay, so that stacks and profiles can be read.
    minifyWhitespace: true,
    minifySyntax: true,
    chunkNames: '[name]-[hash]',
    // A compiled library looks for its binary beside its own package.
    external: ['@node-rs/argon2'],
    banner: { js: COMMONJS_GLOBALS },
    mainFields: ['module', 'main'],
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'linked',
    metafile: true,
    logLevel: 'warning',
  } satisfies BuildOptions
  const { metafile } = await build(options)
  await chmod(join(outdir, 'latchkey.mjs'), 0o755)
  await writeFile(join(outdir, 'THIRD-PARTY-LICENSES.txt'), await licencesOf(Object.keys(metafile.inputs)))
  return metafile
}

async function main(): Promise<void> {
  if (process.argv.includes('--if-installed') && !existsSync(join(root, 'node_modules/esbuild/package.json'))) {
    console.log('esbuild is not installed (npm ci --omit=dev), so packages/server/dist was left as it is.')
    return
  }
  const outdir = join(server, 'dist')
  const { outputs } = await bundle({ entry: join(server, 'src/latchkey.ts'), outdir })
  const bytes = Object.entries(outputs).reduce((sum, [path, { bytes }]) => sum + (path.endsWith('.mjs') ? bytes : 0), 0)
  console.log(`${relative(root, outdir)}/latchkey.mjs and its chunks: ${Math.round(bytes / 1024)} KiB`)
  if (process.argv.includes('--if-installed') && !existsSync(join(root, 'node_modules/vite/package.json'))) {
    console.log('Vite is not installed, so the administration console was not built.')
    return
  }
  const { folder, files } = await buildConsole(join(outdir, 'console'))
  console.log(`${relative(root, folder)}: ${files} files`)
}

if (import.meta.main) await main()
