import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, it } from 'node:test'
import { latchkey, REALM_FILE, startServer, temporaryFolder } from './latchkey-process.ts'

const COMMANDS = ['start', 'start-dev', 'import', 'export', 'bootstrap-admin']

describe('the command latchkey', () => {
  it('prints its version and an overview of its commands', async () => {
    const version = await latchkey(['version'])
    assert.deepEqual([version.code, version.stdout], [0, 'Latchkey 0.1.0\n'])
    const help = await latchkey(['--help'])
    assert.equal(help.code, 0)
    for (const command of COMMANDS) assert.match(help.stdout, new RegExp(`^  ${command} `, 'm'))
  })

  it('prints the help of a command, without starting anything', async () => {
    const { code, stdout, stderr } = await latchkey(['start', '--help', '--data-dir=/proc/nowhere'])
    assert.deepEqual([code, stderr], [0, ''])
    assert.match(stdout, /--http-port=PORT\n.*KC_HTTP_PORT, default 8080/)
  })

  const wrong: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['no command', [], /Usage: latchkey <command>/],
    ['an unknown command', ['strat'], /Did you mean start\?/],
    ['an option before the command', ['--http-port=1'], /A command comes first/],
    ['an unknown option', ['start-dev', '--htp-port=80'], /--htp-port\. Did you mean --http-port\?/],
    ['a value that is not allowed', ['start-dev', '--health-enabled=maybe'], /expected true or false/],
    ['one port twice', ['start-dev', '--http-port=9000'], /both 9000/],
    ['a word too many', ['start-dev', 'now'], /"now" is not expected/],
    ['start without a host name', ['start', '--http-enabled=true'], /--hostname/],
    ['start without a proxy', ['start', '--hostname=https://a.test'], /--proxy-headers/],
    ['import of nothing', ['import'], /either --file or --dir/],
    ['import of both', ['import', '--file=a', '--dir=b'], /either --file or --dir/],
    ['export to nowhere', ['export'], /either --file or --dir/],
    ['export of users to files of their own beside a file', ['export', '--file=a', '--users=same_file'], /needs --dir/],
    ['bootstrap-admin of nobody', ['bootstrap-admin'], /bootstrap-admin user/],
    [
      'bootstrap-admin without a password',
      ['bootstrap-admin', 'user'],
      /KC_BOOTSTRAP_ADMIN_PASSWORD is empty or not set/,
    ],
    ['a password on the command line', ['bootstrap-admin', 'user', '--password=x'], /Unknown option --password/],
  ]
  for (const [what, argv, message] of wrong) {
    it(`refuses ${what} with exit code 2`, async () => {
      const { code, stdout, stderr } = await latchkey(argv)
      assert.deepEqual([code, stdout], [2, ''])
      assert.match(stderr, message)
      assert.doesNotMatch(stderr, /^ +at /m)
    })
  }
})

/** One message without a stack, exit code 1. */
function assertSentence({ code, stderr }: { code: number | null; stderr: string }, ...parts: readonly RegExp[]): void {
  assert.equal(code, 1, stderr)
  for (const part of parts) assert.match(stderr, part)
  assert.doesNotMatch(stderr, /^ +at /m)
}

describe('what is in the way of a start is told in a sentence', () => {
  const quiet = ['--health-enabled=false', '--metrics-enabled=false']

  for (const option of ['http', 'http-management']) {
    it(`a ${option} port in use`, async () => {
      using folder = temporaryFolder()
      const occupant = createServer()
      const port = await new Promise<number>((resolve) => {
        occupant.listen(0, '127.0.0.1', () => {
          const address = occupant.address()
          resolve(typeof address === 'object' && address !== null ? address.port : 0)
        })
      })
      try {
        const ports =
          option === 'http' ? [`--http-port=${port}`, ...quiet] : ['--http-port=0', `--http-management-port=${port}`]
        const ended = await latchkey(['start-dev', `--data-dir=${folder.path}`, ...ports])
        assertSentence(ended, new RegExp(`Port ${port}`), new RegExp(`--${option}-port`))
      } finally {
        occupant.close()
      }
    })
  }

  it('an address that is not of this machine', async () => {
    using folder = temporaryFolder()
    const argv = ['start-dev', '--http-port=0', '--http-host=203.0.113.1', `--data-dir=${folder.path}`, ...quiet]
    assertSentence(await latchkey(argv), /203\.0\.113\.1 is no address of this machine/, /--http-host/)
  })

  it('a data folder that can not be made, or is a file', async () => {
    using folder = temporaryFolder()
    const file = join(folder.path, 'file')
    writeFileSync(file, '')
    const server = ['start-dev', '--http-port=0', ...quiet]
    assertSentence(await latchkey([...server, '--data-dir=/proc/latchkey']), /\/proc\/latchkey/, /--data-dir/)
    assertSentence(await latchkey([...server, `--data-dir=${file}`]), /--data-dir/)
    assertSentence(await latchkey([...server, `--data-dir=${join(file, 'deeper')}`]), /--data-dir/)
  })

  it('a database of a newer Latchkey', async () => {
    using folder = temporaryFolder()
    await (await startServer(folder.path))[Symbol.asyncDispose]()
    const database = new DatabaseSync(join(folder.path, 'latchkey.db'))
    database.exec('UPDATE schema_version SET version = 999')
    database.close()
    const ended = await latchkey(['start-dev', '--http-port=0', ...quiet, `--data-dir=${folder.path}`])
    assertSentence(ended, /newer Latchkey/, /999/)
  })

  it('a broken realm file, of which nothing is imported', async () => {
    using folder = temporaryFolder()
    const realms = join(folder.path, 'realms')
    mkdirSync(realms)
    writeFileSync(join(realms, 'a.json'), '{"realm":"whole"}')
    writeFileSync(join(realms, 'b.json'), '{"realm":"broken",\n "users": 1}')
    const argv = ['start-dev', '--http-port=0', ...quiet, `--data-dir=${folder.path}`]
    const ended = await latchkey([...argv, `--import-realm=${realms}`])
    assertSentence(ended, /Nothing was imported/, /b\.json: \$\.users/)
    await using server = await startServer(folder.path)
    assert.equal((await fetch(`${server.base}/realms/whole`)).status, 404)
  })

  it('a realm file that is not there', async () => {
    using folder = temporaryFolder()
    const argv = ['start-dev', '--http-port=0', ...quiet, `--data-dir=${folder.path}`, '--import-realm=/nowhere.json']
    assertSentence(await latchkey(argv), /\/nowhere\.json/, /ENOENT/, /--import-realm/)
  })

  it('a file of --truststore-paths that is not there, or no certificate', async () => {
    using folder = temporaryFolder()
    const file = join(folder.path, 'ca.pem')
    writeFileSync(file, 'no certificate')
    const argv = ['start-dev', '--http-port=0', ...quiet, `--data-dir=${folder.path}`]
    assertSentence(await latchkey([...argv, '--truststore-paths=/nowhere.pem']), /\/nowhere\.pem/, /--truststore-paths/)
    assertSentence(await latchkey([...argv, `--truststore-paths=${file}`]), /ca\.pem holds no certificate/)
  })

  it('a production start on the data of start-dev, with its password', async () => {
    using folder = temporaryFolder()
    await (await startServer(folder.path))[Symbol.asyncDispose]()
    const safe = ['start', '--http-port=0', '--hostname=https://a.test', '--http-enabled=true', ...quiet]
    assertSentence(await latchkey([...safe, `--data-dir=${folder.path}`]), /admin/, /--allow-weak-admin-password=true/)
  })
})

describe('start-dev', () => {
  it('prints where to go, whom to log in as and how long it took', async () => {
    using folder = temporaryFolder()
    const { LatchkeyProcess } = await import('./latchkey-process.ts')
    const argv = [
      '--http-port=0',
      '--http-management-port=0',
      `--data-dir=${folder.path}`,
      `--import-realm=${REALM_FILE}`,
    ]
    await using started = new LatchkeyProcess(['start-dev', ...argv])
    await started.printed(/latchkey\.db/)
    assert.match(started.stdout, /ready in \d+ ms/)
    assert.match(started.stdout, /Server +http:\/\/localhost:\d+ and http:\/\/localhost:\d+\/auth/)
    assert.match(started.stdout, /Administrator +admin \/ admin/)
    assert.match(
      started.stdout,
      /Realm test +http:\/\/localhost:\d+\/auth\/realms\/test\/\.well-known\/openid-configuration/,
    )
    assert.match(started.stdout, /alice \/ alice-pass/)
    assert.match(started.stdout, /bob \/ bob-pass/)
    assert.match(started.stdout, /Health +http:\/\/localhost:\d+\/health/)
  })

  it('does not print a password that somebody chose', async () => {
    using folder = temporaryFolder()
    const { LatchkeyProcess } = await import('./latchkey-process.ts')
    const argv = ['--http-port=0', '--http-management-port=0', `--data-dir=${folder.path}`]
    await using started = new LatchkeyProcess(['start-dev', ...argv], { KC_BOOTSTRAP_ADMIN_PASSWORD: 's3cr3t-pass' })
    await started.printed(/latchkey\.db/)
    assert.doesNotMatch(started.stdout, /s3cr3t-pass/)
  })
})
