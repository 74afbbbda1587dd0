import assert from 'node:assert/strict'
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { after, before, describe, it } from 'node:test'

const launcher = join(import.meta.dirname, 'launch.mjs')

describe('the launcher', { timeout: 30_000 }, () => {
  let folder: string
  let watch: Server
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'latchkey-launch-'))
    watch = createServer().listen(0, '127.0.0.1')
    await once(watch, 'listening')
  })
  after(() => {
    watch.close()
    rmSync(folder, { recursive: true, force: true })
  })

  function launch(source: string, args: readonly string[] = []): ChildProcessWithoutNullStreams {
    const script = join(folder, 'script.mjs')
    writeFileSync(script, source)
    return spawn(process.execPath, [launcher, script, ...args])
  }

  /** Starts a script that serves until it is told to stop. @returns its launcher and a socket that closes with it. */
  async function launchServer(onTerm: string): Promise<readonly [ChildProcessWithoutNullStreams, Socket]> {
    const address = watch.address()
    assert.ok(address && typeof address === 'object')
    const launched = launch(`
      import { connect } from 'node:net'
      process.on('SIGTERM', () => { ${onTerm} })
      connect(${address.port}, '127.0.0.1')`)
    const [socket] = await once(watch, 'connection')
    // A process that is killed resets its connection.
    socket.on('error', () => {}).resume()
    return [launched, socket]
  }

  it('passes arguments, output and the exit code on, and Node 24 runs the script', async () => {
    const launched = launch('console.log(process.versions.node, process.argv.slice(2).join()); process.exitCode = 7', [
      '--a',
      'b c',
    ])
    const [output, [code]] = await Promise.all([text(launched.stdout), once(launched, 'exit')])
    assert.match(output, /^2[4-9]\.\S+ --a,b c\n$/)
    assert.equal(code, 7)
  })

  it('ends when the script ends, without waiting for a channel between them', async () => {
    const [code] = await once(launch(''), 'exit')
    assert.equal(code, 0)
  })

  it('passes SIGTERM on and waits for what the server makes of it', async () => {
    const [launched, socket] = await launchServer('process.exit(5)')
    launched.kill('SIGTERM')
    const [[code]] = await Promise.all([once(launched, 'exit'), once(socket, 'close')])
    assert.equal(code, 5)
  })

  it('dies of the signal that the script died of', async () => {
    const launched = launch("process.kill(process.pid, 'SIGKILL')")
    const [code, signal] = await once(launched, 'exit')
    assert.deepEqual([code, signal], [null, 'SIGKILL'])
  })

  it('leaves no server behind when it is killed', async () => {
    const [launched, socket] = await launchServer('process.exit(0)')
    launched.kill('SIGKILL')
    await once(socket, 'close')
  })

  for (const [args, sentence] of [
    [[], /^Usage: /],
    [['nonesuch.ts'], /^nonesuch\.ts doesn't exist\.\n$/],
    [['packages/server/dist/nonesuch.mjs'], /run "npm run build"/],
    [['--bin', 'nonesuch'], /^Unknown tool "nonesuch": launch\.mjs knows biome, knip, tsc, vite\.\n$/],
  ] as const) {
    it(`says what to do about ${JSON.stringify(args)}`, async () => {
      const launched = spawn(process.execPath, [launcher, ...args])
      const [output, [code]] = await Promise.all([text(launched.stderr), once(launched, 'exit')])
      assert.match(output, sentence)
      assert.equal(code, 1)
    })
  }
})
