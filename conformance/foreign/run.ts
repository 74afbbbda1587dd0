/**
 * `npm run foreign [-- --url BASE]`: admin clients in other languages, against Latchkey from source or a server that runs.
 * A client whose language or package can't be had on this machine is left out, and that is said.
 */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { startServer } from '../server-process.ts'

const here = import.meta.dirname
const { values } = parseArgs({ options: { url: { type: 'string' } } })
const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'foreign-'))
let failed = 0
try {
  const server =
    values.url === undefined
      ? await startServer({
          entry: path.resolve(here, '../../packages/server/src/main.ts'),
          command: 'start-dev',
          dataDir: path.join(temporary, 'data'),
        })
      : undefined
  const base = values.url ?? server?.baseUrl ?? ''
  try {
    failed += python(base) + go(base)
  } finally {
    await server?.stop()
  }
} finally {
  fs.rmSync(temporary, { recursive: true, force: true })
}
process.exitCode = failed > 0 ? 1 : 0

/** @returns how many failed. */
function python(base: string): number {
  const environment = path.join(temporary, 'python')
  const folder = path.join(here, 'python')
  const interpreter = path.join(environment, 'bin/python')
  const prepared =
    done('python3', ['-m', 'venv', environment]) &&
    done(interpreter, ['-m', 'pip', 'install', '-q', '-r', path.join(folder, 'requirements.txt')])
  if (!prepared) return leftOut('python-keycloak')
  return run(interpreter, [path.join(folder, 'smoke.py'), `${base}/`], folder)
}

function go(base: string): number {
  const folder = path.join(here, 'go')
  if (!done('go', ['mod', 'download'], folder)) return leftOut('gocloak')
  return run('go', ['run', '.', base], folder)
}

function done(command: string, args: readonly string[], cwd = here): boolean {
  return spawnSync(command, args, { cwd, stdio: 'ignore', timeout: 180_000 }).status === 0
}

function run(command: string, args: readonly string[], cwd: string): number {
  return spawnSync(command, args, { cwd, stdio: 'inherit', timeout: 180_000 }).status === 0 ? 0 : 1
}

function leftOut(client: string): number {
  console.log(`${client} can't be had on this machine: left out`)
  return 0
}
