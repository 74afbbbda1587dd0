#!/usr/bin/env -S node --max-semi-space-size=1 --optimize-for-size
/**
 * The command `latchkey`. Committed, because npm links commands before the bundle behind this one is built.
 *
 * The young generation is kept at 1 MB: what a request leaves behind is dead before it would be moved, so a larger one
 * costs 90 MB under load and gains nothing; with V8's preference for size the rest takes 35 MB less under load, for 3% of
 * processor time (docs/benchmarks.md). V8 takes both only from the command line.
 */
import { existsSync } from 'node:fs'

const bundle = new URL('../dist/latchkey.mjs', import.meta.url)
if (!existsSync(bundle)) {
  process.stderr.write('Latchkey is not built: run "npm run build" (after "npm ci" with devDependencies) first.\n')
  process.exit(1)
}
await import(bundle.href)
