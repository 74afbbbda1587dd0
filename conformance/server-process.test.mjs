import assert from 'node:assert/strict'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, describe, it } from 'node:test'
import { startServer } from './server-process.ts'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'server-process-'))
after(() => fs.rmSync(folder, { recursive: true, force: true }))

function program(name, source) {
  const entry = path.join(folder, name)
  fs.writeFileSync(entry, source)
  return { entry, command: 'start-dev', dataDir: folder, timeoutMs: 2000 }
}

const listening = `
import http from 'node:http'
const port = Number(process.argv[process.argv.indexOf('--http-port') + 1])
const told = { args: process.argv.slice(2), admin: process.env.KC_BOOTSTRAP_ADMIN_USERNAME }
http.createServer((request, response) => {
  response.statusCode = request.url === '/auth/ready' ? 200 : 404
  response.end(JSON.stringify(told))
}).listen(port, '127.0.0.1')`

describe('running the server as a process', () => {
  it('waits for its first answer, tells it ports, folder and administrator, and ends it', async () => {
    const options = program('good.mjs', listening)
    const server = await startServer({ ...options, readyPath: '/ready', args: ['--import-realm=x.json'] })
    const told = await (await fetch(`${server.baseUrl}/ready`)).json()
    await server.stop()
    assert.equal(told.args[0], 'start-dev')
    assert.equal(told.args[told.args.indexOf('--data-dir') + 1], folder)
    assert.ok(told.args.includes('--http-management-port') && told.args.includes('--import-realm=x.json'))
    assert.equal(told.admin, 'admin')
    assert.ok(server.startUpMs > 0)
    assert.throws(() => process.kill(server.pid, 0), { code: 'ESRCH' })
  })

  it('says what a server said that ends before it is ready', async () => {
    const options = program('ends.mjs', `console.error('port in use'); process.exit(3)`)
    await assert.rejects(startServer(options), /ended with 3 before it was ready[\s\S]*port in use/)
  })

  it('gives up on a server that never is ready, and ends it', async () => {
    const options = program('never.mjs', listening)
    await assert.rejects(startServer({ ...options, timeoutMs: 500 }), /not ready after 500 ms: .* gave 404/)
  })
})
