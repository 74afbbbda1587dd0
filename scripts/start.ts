/**
 * `npm start`: the server and, beside it, the tutorial's REST API, so that one command shows both. Arguments go to the
 * server. The API's own settings come from the environment (examples/rest-api/README.md); `START_API=false` leaves it out.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
/** As the command `latchkey` has them; V8 takes them only from the command line. */
const NODE_OPTIONS = ['--max-semi-space-size=1', '--optimize-for-size']
const ended = join(import.meta.dirname, 'end-with-parent.cjs')

const programs = [
  [
    'packages/server/dist/latchkey.mjs',
    'start-dev',
    '--data-dir',
    './data',
    '--import-realm',
    'examples/realms',
    ...process.argv.slice(2),
  ],
  ...(process.env['START_API'] === 'false' ? [] : [['examples/rest-api/src/main.ts']]),
]
const [server, ...others] = programs.map((program) =>
  // The channel carries nothing: it closes when this process is gone, and then the child ends itself.
  spawn(process.execPath, [...NODE_OPTIONS, '--require', ended, ...program], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  }),
)
const all = [server, ...others].filter((child) => child !== undefined)
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
  process.on(signal, () => {
    for (const child of all) child.kill(signal)
  })
}
// An API that can't start says why; the server goes on without it.
server?.on('exit', (code, signal) => {
  for (const child of others) child.kill('SIGTERM')
  process.exitCode = signal ? 1 : (code ?? 1)
})
