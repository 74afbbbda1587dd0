#!/usr/bin/env node
/**
 * What the bundle starts with: small enough to load on any Node, so that an old one gets a sentence instead of a stack,
 * and without static imports, so that V8's compile cache is on before the program itself is read.
 */
const NEEDED_MAJOR = 24

if (Number.parseInt(process.versions.node, 10) < NEEDED_MAJOR) {
  process.stderr.write(
    `Latchkey needs Node ${NEEDED_MAJOR} or newer, and this is ${process.version}: start it with "npm start", which brings its own, or install Node ${NEEDED_MAJOR}.\n`,
  )
  process.exit(1)
}

const { enableCompileCache, flushCompileCache } = await import('node:module')
// Beside the program, never in the system's temporary folder, where another user could plant code. Whoever can write
// here can change the program as well. Where nobody can (a read-only image), V8 compiles as it always did.
enableCompileCache(`${import.meta.dirname}/.compile-cache`)
await import('./main.ts')
// Node writes the cache when a process ends well; a server that is killed should find it too. By now start is over.
setTimeout(() => flushCompileCache(), 3_000).unref()
