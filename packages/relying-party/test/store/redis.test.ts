import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { createClient } from 'redis'
import { redisStore } from '../../src/stores/redis.ts'
import { storeContract } from './contract.ts'

const program = process.env['REDIS_URL'] ? undefined : ['redis-server', 'valkey-server'].find(isInstalled)

if (program === undefined && !process.env['REDIS_URL']) {
  describe('session store: Redis', () => {
    it('needs redis-server or valkey-server on the PATH, or REDIS_URL', { skip: 'neither is there' }, () => {})
  })
} else {
  const folder = mkdtempSync(join(tmpdir(), 'rp-redis-'))
  const socket = join(folder, 'redis.sock')
  const client = createClient(
    program === undefined ? { url: process.env['REDIS_URL'] ?? '' } : { socket: { path: socket, tls: false } },
  )
  // while the server is still starting
  client.on('error', () => {})
  let server: ReturnType<typeof spawn> | undefined
  before(async () => {
    if (program !== undefined) {
      const settings = ['--port', '0', '--unixsocket', socket, '--save', '', '--dir', folder]
      server = spawn(program, settings, { stdio: ['ignore', 'pipe', 'inherit'] })
      for await (const line of server.stdout ?? []) if (String(line).includes('eady to accept')) break
    }
    await client.connect()
  })
  after(async () => {
    await client.close()
    server?.kill()
    if (server) await once(server, 'exit')
    rmSync(folder, { recursive: true, force: true })
  })
  let opened = 0
  const prefix = () => `test-${process.pid}-${opened}:`
  storeContract(program ?? 'Redis', {
    async open(clock) {
      opened += 1
      return redisStore({ client, prefix: prefix(), clock })
    },
    again: async (clock) => redisStore({ client, prefix: prefix(), clock }),
  })
}

function isInstalled(name: string): boolean {
  try {
    execFileSync(name, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
