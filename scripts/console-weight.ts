/**
 * What the console weighs when it is first opened, compressed: `node scripts/launch.mjs scripts/console-weight.ts`. The
 * document's own files and what they import at once; pages and languages come later and are listed by size.
 */
import { readFile, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'

const folder = resolve(import.meta.dirname, '../packages/server/dist/console')
const GOALS = { js: 250_000, css: 50_000 } as const

interface Chunk {
  readonly file: string
  readonly isEntry?: boolean
  readonly imports?: readonly string[]
  readonly css?: readonly string[]
}

const manifest: Readonly<Record<string, Chunk>> = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))

/** Everything that a chunk needs before it can run. */
function filesOf(name: string, seen: Set<string>): Set<string> {
  const chunk = manifest[name]
  if (chunk === undefined || seen.has(chunk.file)) return seen
  seen.add(chunk.file)
  for (const css of chunk.css ?? []) seen.add(css)
  for (const other of chunk.imports ?? []) filesOf(other, seen)
  return seen
}

/** As a browser gets it: brotli where that was worth it. */
async function bytesOf(file: string): Promise<number> {
  const compressed = await stat(join(folder, `${file}.br`)).catch(() => undefined)
  return compressed?.size ?? (await stat(join(folder, file))).size
}

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1).padStart(7)} kB`
const entry = Object.keys(manifest).find((name) => manifest[name]?.isEntry)
const first = [...filesOf(entry ?? '', new Set())]
let failed = first.length === 0
for (const kind of ['js', 'css'] as const) {
  const files = first.filter((file) => file.endsWith(`.${kind}`))
  const sizes = await Promise.all(files.map(bytesOf))
  const total = sizes.reduce((sum, size) => sum + size, 0)
  console.log(`${kilobytes(total)} of ${kind} at first (goal ${GOALS[kind] / 1000} kB): ${files.join(', ')}`)
  failed ||= total > GOALS[kind]
}
const later = Object.values(manifest).filter(({ file }) => !first.includes(file))
const sized = await Promise.all(later.map(async ({ file }) => ({ file, bytes: await bytesOf(file) })))
for (const { file, bytes } of sized.toSorted((a, b) => b.bytes - a.bytes).slice(0, 10)) {
  console.log(`${kilobytes(bytes)} later: ${file}`)
}
process.exitCode = failed ? 1 : 0
