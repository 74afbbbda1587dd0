import assert from 'node:assert/strict'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { type StartedServer, startServer, temporaryFolder } from './latchkey-process.ts'

const REALM_FILE = join(import.meta.dirname, '../../../../conformance/keycloak/realm-test.json')
const CLIENT = { client_id: 'direct-client', client_secret: 'direct-client-secret-00000000000001' }
const LOGIN = { grant_type: 'password', username: 'alice', password: 'alice-pass', scope: 'openid', ...CLIENT }
/** One issuer for both lives of a server whose port changes. */
const IMPORT = [`--import-realm=${REALM_FILE}`, '--hostname=http://localhost:8080']

async function token(server: StartedServer, form: Readonly<Record<string, string>>, realm = 'test') {
  const response = await fetch(`${server.base}/realms/${realm}/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
    signal: AbortSignal.timeout(20_000),
  })
  const body = (await response.json()) as { access_token: string; refresh_token: string }
  return { status: response.status, ...body }
}

/** A token request whose head the server has taken, and whose body is yet to come. */
class SlowRequest {
  readonly #socket: Socket
  readonly #body = new URLSearchParams(LOGIN).toString()
  #received = ''

  constructor(server: StartedServer) {
    this.#socket = connect(Number(new URL(server.base).port), '127.0.0.1')
    this.#socket.setEncoding('utf8').on('data', (text) => {
      this.#received += text
    })
    this.#socket.on('error', () => {}) // a cut-off ends it; what was received tells
  }

  async begin(): Promise<void> {
    this.#socket.write(
      [
        'POST /realms/test/protocol/openid-connect/token HTTP/1.1',
        'Host: localhost',
        'Content-Type: application/x-www-form-urlencoded',
        `Content-Length: ${this.#body.length}`,
        'Expect: 100-continue',
        '\r\n',
      ].join('\r\n'),
    )
    await this.#until(() => this.#received.includes('100 Continue'))
    this.#received = ''
  }

  async finish(): Promise<string> {
    this.#socket.write(this.#body)
    return this.closed()
  }

  /** What came until the server closed the connection. */
  async closed(): Promise<string> {
    await this.#until(() => this.#socket.closed)
    return this.#received
  }

  #until(isTrue: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`waited in vain; received ${this.#received}`)), 20_000)
      const look = () => {
        if (!isTrue()) return
        clearTimeout(timer)
        this.#socket.off('data', look).off('close', look)
        resolve()
      }
      this.#socket.on('data', look).on('close', look)
      look()
    })
  }
}

describe('a signal', () => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`${signal} lets the request in flight end, takes no new one, and exits 0`, async () => {
      using folder = temporaryFolder()
      await using server = await startServer(folder.path, IMPORT)
      const request = new SlowRequest(server)
      await request.begin()
      server.process.kill(signal)
      await server.process.printed(/"message":"stopping: no new requests/)
      const ready = await fetch(`${server.management}/health/ready`)
      assert.equal(ready.status, 503)
      assert.equal((await fetch(`${server.management}/health/live`)).status, 200)
      await assert.rejects(fetch(`${server.base}/realms/test`, { signal: AbortSignal.timeout(5_000) }))
      const answer = await request.finish()
      assert.match(answer, /^HTTP\/1\.1 200 /)
      assert.match(answer, /"refresh_token":/)
      const { code, stdout } = await server.process.ended()
      assert.equal(code, 0)
      assert.match(stdout, /"message":"stopped"/)
      assert.doesNotMatch(stdout, /cut off/)
    })
  }

  it('waits no longer than --shutdown-timeout, and still exits 0', async () => {
    using folder = temporaryFolder()
    await using server = await startServer(folder.path, [...IMPORT, '--shutdown-timeout=100ms'])
    const request = new SlowRequest(server)
    await request.begin()
    server.process.kill('SIGTERM')
    assert.doesNotMatch(await request.closed(), /HTTP\/1\.1 200/)
    const { code, stdout } = await server.process.ended()
    assert.equal(code, 0)
    assert.match(stdout, /--shutdown-timeout/)
  })

  it('given twice ends the process at once', async () => {
    using folder = temporaryFolder()
    await using server = await startServer(folder.path, [...IMPORT, '--shutdown-timeout=1h'])
    const request = new SlowRequest(server)
    await request.begin()
    server.process.kill('SIGTERM')
    await server.process.printed(/"message":"stopping: no new requests/)
    server.process.kill('SIGTERM')
    assert.equal((await server.process.ended()).code, 128 + 15)
  })
})

describe('health and metrics of the real process', () => {
  it('answer on the management port only, and count what happened', async () => {
    using folder = temporaryFolder()
    await using server = await startServer(folder.path, IMPORT)
    for (const path of ['/health', '/health/live', '/health/ready', '/health/started']) {
      const response = await fetch(server.management + path)
      assert.equal(response.status, 200, path)
      assert.match(await response.text(), /"status": "UP"/, path)
      assert.equal((await fetch(server.base + path)).status, 404, path)
    }
    assert.equal((await token(server, LOGIN)).status, 200)
    assert.equal((await token(server, { ...LOGIN, password: 'wrong' })).status, 400)
    const metrics = await (await fetch(`${server.management}/metrics`)).text()
    assert.match(
      metrics,
      /http_server_requests_seconds_count\{method="POST",outcome="SUCCESS",status="200",uri="[^"]*token"\} 1\n/,
    )
    assert.match(metrics, /http_server_requests_seconds_count\{method="POST",outcome="CLIENT_ERROR",status="400",/)
    assert.match(metrics, /keycloak_user_events_total\{error="",event="login",realm="test"\} 1\n/)
    assert.match(metrics, /keycloak_user_events_total\{error="invalid_user_credentials",[^}]*realm="test"\} 1\n/)
  })

  it('stay away when they are switched off', async () => {
    using folder = temporaryFolder()
    const off = ['--health-enabled=false', '--metrics-enabled=false']
    await using server = await startServer(folder.path, off)
    assert.equal(server.management, 'http://127.0.0.1:undefined')
    assert.equal((await fetch(`${server.base}/realms/master`)).status, 200)
  })
})

describe('forwarding headers', () => {
  const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'login.test' }
  const issuerOf = async (server: StartedServer) => {
    const response = await fetch(`${server.base}/realms/master/.well-known/openid-configuration`, { headers })
    return ((await response.json()) as { issuer: string }).issuer
  }

  for (const [trusted, issuer] of [
    [['--proxy-trusted-addresses=127.0.0.0/8'], /^https:\/\/login\.test\/realms\/master$/],
    [['--proxy-trusted-addresses=10.0.0.1'], /^http:\/\/127\.0\.0\.1:\d+\/realms\/master$/],
  ] as const) {
    it(`count with ${trusted[0]} only from there`, async () => {
      using folder = temporaryFolder()
      await using server = await startServer(folder.path, ['--proxy-headers=xforwarded', ...trusted])
      assert.match(await issuerOf(server), issuer)
    })
  }
})

describe('the log of the real process', () => {
  it('names rules and ids, and holds no password, secret or token', async () => {
    using folder = temporaryFolder()
    await using server = await startServer(folder.path, [...IMPORT, '--log-level=debug'])
    const { access_token, refresh_token } = await token(server, LOGIN)
    await token(server, { ...LOGIN, password: 'wr0ng-pass' })
    await token(server, { ...LOGIN, client_secret: 'wr0ng-secret' })
    await token(server, { grant_type: 'refresh_token', refresh_token: `${refresh_token}x`, ...CLIENT })
    await token(server, { grant_type: 'authorization_code', code: 'c0de-c0de', ...CLIENT })
    server.process.kill('SIGTERM')
    const { stdout, stderr } = await server.process.ended()
    const refusals = stdout.match(/"message":"refused: /g) ?? []
    assert.equal(refusals.length, 4)
    const secrets = [
      'alice-pass',
      'wr0ng-pass',
      'wr0ng-secret',
      'c0de-c0de',
      CLIENT.client_secret,
      access_token,
      refresh_token,
    ]
    for (const secret of secrets) assert.ok(!(stdout + stderr).includes(secret), secret)
    for (const line of stdout.trim().split('\n')) assert.doesNotThrow(() => JSON.parse(line), line)
  })
})

/** Logs in and rotates for as long as the server answers. */
async function workUntilKilled(server: StartedServer, answered: Answered): Promise<void> {
  try {
    for (;;) {
      const login = await token(server, LOGIN)
      answered.refreshTokens.push(login.refresh_token)
      answered.onAnswer()
      const username = `user-${answered.usernames.length}-${login.access_token.slice(-12).toLowerCase().replaceAll(/\W/g, '')}`
      const made = await fetch(`${server.base}/admin/realms/test/users`, {
        method: 'POST',
        headers: { authorization: `Bearer ${answered.adminToken}`, 'content-type': 'application/json' },
        body: JSON.stringify({ username, enabled: true }),
      })
      assert.equal(made.status, 201)
      answered.usernames.push(username)
    }
  } catch (error) {
    // the connection broke: what was asked last may or may not have happened
    if (error instanceof assert.AssertionError) throw error
  }
}

interface Answered {
  readonly adminToken: string
  readonly refreshTokens: string[]
  readonly usernames: string[]
  onAnswer(): void
}

describe('kill -9 during logins', () => {
  it('loses nothing that was answered', async () => {
    using folder = temporaryFolder()
    const admin = { grant_type: 'password', client_id: 'admin-cli', username: 'admin', password: 'admin' }
    const refreshTokens: string[] = []
    const usernames: string[] = []
    {
      await using server = await startServer(folder.path, IMPORT)
      const { access_token: adminToken } = await token(server, admin, 'master')
      const enough = Promise.withResolvers<void>()
      const answered: Answered = {
        adminToken,
        refreshTokens,
        usernames,
        onAnswer: () => {
          if (refreshTokens.length >= 40) enough.resolve()
        },
      }
      const workers = Array.from({ length: 8 }, () => workUntilKilled(server, answered))
      await Promise.race([enough.promise, Promise.all(workers)])
      server.process.kill('SIGKILL')
      await Promise.all(workers)
      assert.equal((await server.process.ended()).signal, 'SIGKILL')
    }
    assert.ok(refreshTokens.length >= 40 && usernames.length > 20, `${refreshTokens.length} and ${usernames.length}`)
    await using server = await startServer(folder.path, IMPORT)
    for (const refreshToken of refreshTokens) {
      const { status } = await token(server, { grant_type: 'refresh_token', refresh_token: refreshToken, ...CLIENT })
      assert.equal(status, 200)
    }
    const { access_token } = await token(server, admin, 'master')
    for (const username of usernames) {
      const url = `${server.base}/admin/realms/test/users?exact=true&username=${username}`
      const found = await (await fetch(url, { headers: { authorization: `Bearer ${access_token}` } })).text()
      assert.ok(found.includes(`"username":"${username}"`), username)
    }
  })
})
