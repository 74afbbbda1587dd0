#!/usr/bin/env node
/** The command `latchkey`. Committed, because npm links commands before the bundle behind this one is built. */
import { existsSync } from 'node:fs'

const bundle = new URL('../dist/latchkey.mjs', import.meta.url)
if (!existsSync(bundle)) {
  process.stderr.write('Latchkey is not built: run "npm run build" (after "npm ci" with devDependencies) first.\n')
  process.exit(1)
}
await import(bundle.href)
