import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import type { Settings } from '../config.ts'
import { parseArguments } from './arguments.ts'
import type { CommandName } from './option.ts'
import { settingsOf } from './settings.ts'
import { type Environment, SERVER_OPTIONS, sourcesOf } from './sources.ts'

const SAFE = ['--hostname=https://login.example.org', '--proxy-headers=xforwarded']
const folder = mkdtempSync(join(tmpdir(), 'latchkey-config-'))
after(() => rmSync(folder, { recursive: true }))

interface Given {
  readonly command?: CommandName
  readonly argv?: readonly string[]
  readonly environment?: Environment
}

function read({
  command = 'start-dev',
  argv = [],
  environment = {},
}: Given): Settings & { notices: readonly string[] } {
  const mode = command === 'start-dev' ? 'development' : 'production'
  const options = SERVER_OPTIONS.filter((option) => option.scope.includes(command))
  const sources = sourcesOf(command, mode, parseArguments(argv, options), environment)
  return { ...settingsOf(sources.given, mode, command.startsWith('start')), notices: sources.notices }
}

function refused(given: Given, ...parts: readonly RegExp[]): void {
  assert.throws(
    () => read(given),
    (error: Error) => {
      assert.equal(error.name, 'UsageError')
      for (const part of parts) assert.match(error.message, part)
      return true
    },
  )
}

function configFile(content: string): string {
  const path = join(folder, `${Math.trunc(performance.now() * 1000)}.conf`)
  writeFileSync(path, content)
  return path
}

describe('where a setting comes from', () => {
  it('takes the default when nothing is given', () => {
    const settings = read({})
    assert.equal(settings.httpPort, 8080)
    assert.equal(settings.httpHost, '127.0.0.1')
    assert.deepEqual(settings.bootstrapAdmin, { username: 'admin', password: 'admin' })
    assert.deepEqual(settings.log, { level: 'info', format: 'default' })
    assert.deepEqual(settings.management, {
      host: '127.0.0.1',
      port: 9000,
      relativePath: '',
      health: true,
      metrics: true,
    })
  })

  it('prefers the file to the default, the environment to the file, the command line to the environment', () => {
    const path = configFile('# ports\nhttp-port=1001\n\nhttp-management-port = 2001\nlog-level=debug\n')
    const environment = { KC_CONFIG_FILE: path, KC_HTTP_PORT: '1002', KC_HTTP_MANAGEMENT_PORT: '2002' }
    const settings = read({ argv: ['--http-port=1003'], environment })
    assert.equal(settings.httpPort, 1003)
    assert.equal(settings.management.port, 2002)
    assert.equal(settings.log.level, 'debug')
  })

  it('takes the last of an option that is given twice', () => {
    assert.equal(read({ argv: ['--http-port=1', '--http-port', '2'] }).httpPort, 2)
  })

  it('passes over an empty variable, as a compose file hands over one that is not set', () => {
    assert.equal(read({ environment: { KC_HTTP_PORT: '' } }).httpPort, 8080)
  })

  it('fills environment variables into the file, with a default', () => {
    const path = configFile(`http-host=\${BIND}\nhttp-port=\${NOT_SET:8123}`)
    const settings = read({ argv: [`--config-file=${path}`], environment: { BIND: '10.0.0.1' } })
    assert.equal(settings.httpHost, '10.0.0.1')
    assert.equal(settings.httpPort, 8123)
  })

  it('refuses a file with an unset variable, naming line and variable', () => {
    refused({ argv: [`--config-file=${configFile(`\nhttp-host=\${NOT_SET}`)}`] }, /\.conf:2 /, /NOT_SET/)
  })

  it('refuses a file with a line that is no setting, and one that is not there', () => {
    refused({ argv: [`--config-file=${configFile('http-port 80')}`] }, /\.conf:1 is no setting/)
    refused({ argv: ['--config-file=/nowhere/keycloak.conf'] }, /\/nowhere\/keycloak\.conf/, /ENOENT/)
  })

  it('refuses an unknown name in the file with its line and the nearest name', () => {
    refused({ argv: [`--config-file=${configFile('htpp-port=80')}`] }, /--htpp-port/, /\.conf:1/, /--http-port\?/)
  })
})

describe('options that are not known', () => {
  it('refuses one with the nearest match', () => {
    refused({ argv: ['--htp-port=80'] }, /Unknown option --htp-port\. Did you mean --http-port\?/, /start-dev --help/)
  })

  it('refuses one that resembles nothing without a guess', () => {
    assert.throws(
      () => read({ argv: ['--xyzzy'] }),
      ({ message }: Error) => /Unknown option --xyzzy/.test(message) && !message.includes('mean'),
    )
  })

  it('tells a server option from an unknown one where another command gets it', () => {
    refused({ command: 'export', argv: ['--http-port=80'] }, /belongs to `latchkey start` and `start-dev`/)
  })

  it('passes over what only tunes Keycloak, and says so', () => {
    const { notices } = read({ argv: ['--optimized', '--cache=ispn', '--features=passkeys'] })
    assert.equal(notices.length, 3)
    assert.match(notices[0] ?? '', /--optimized is Keycloak's and not needed here: there is no build step/)
  })

  it("refuses Keycloak's options whose loss would change something", () => {
    refused({ argv: ['--db-url=jdbc:postgresql://db/kc'] }, /--db-url/, /not supported/, /SQLite/)
    refused({ argv: ['--https-certificate-file', 'cert.pem'] }, /--https-certificate-file/, /--proxy-headers/)
    refused({ argv: ['--features-disabled=account'] }, /--features-disabled/)
  })

  it('tells of unknown variables with the nearest one, and starts', () => {
    const { notices } = read({
      environment: { KC_HTTP_PROT: '80', KC_DB_URL: 'x', PATH: '/bin', KC_HOSTNAME: 'a.test' },
    })
    assert.deepEqual(notices.length, 2)
    assert.match(notices[0] ?? '', /^KC_DB_URL is Keycloak's and has no effect/)
    assert.match(notices[1] ?? '', /KC_HTTP_PROT is unknown .* Did you mean KC_HTTP_PORT\?/)
  })
})

describe('values that are not allowed', () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ['--http-port=80a', /--http-port: "80a" is not allowed, expected a port from 0 to 65535/],
    ['--http-port=65536', /65535/],
    ['--http-port=-1', /65535/],
    ['--http-port=', /expected a port/],
    ['--health-enabled=yes', /expected true or false/],
    ['--proxy-headers=xforwardd', /xforwarded or forwarded\. Did you mean xforwarded\?/],
    ['--db=postgres', /expected sqlite/],
    ['--log-level=inof', /Did you mean info\?/],
    ['--log-console-output=yaml', /default or json/],
    ['--http-relative-path=auth', /begins with a slash/],
    ['--http-relative-path=/a//b', /begins with a slash/],
    ['--hostname=ftp://login.example.org', /https:\/\/login\.example\.org/],
    ['--hostname=https://u:p@login.example.org', /host name such as/],
    ['--hostname=https://login.example.org/?a=b', /host name such as/],
    ['--hostname=login.example.org/auth', /whole URL/],
    ['--proxy-trusted-addresses=10.0.0.0/33', /CIDR/],
    ['--proxy-trusted-addresses=proxy.internal', /IP addresses/],
    ['--http-max-body-size=12', /whole number from 1024/],
    ['--shutdown-timeout=soon', /10s or 1m/],
    ['--data-dir=', /not empty/],
  ]
  for (const [argument, expected] of cases) {
    it(`refuses ${argument}`, () => refused({ argv: [argument] }, expected, new RegExp(argument.split('=')[0] ?? '')))
  }

  it('refuses an option without its value', () => {
    refused({ argv: ['--http-port'] }, /--http-port needs a value: --http-port=PORT/)
    refused({ argv: ['--http-port', '--health-enabled'] }, /--http-port needs a value/)
  })

  it('names the variable when the value came from there', () => {
    refused({ environment: { KC_HTTP_PORT: 'x' } }, /--http-port \(from KC_HTTP_PORT\): "x"/)
  })

  it('takes a switch alone, with =, and with the next word only if that is its value', () => {
    assert.equal(read({ argv: ['--health-enabled=FALSE'] }).management.health, false)
    assert.equal(read({ argv: ['--health-enabled', 'false'] }).management.health, false)
    assert.equal(read({ argv: ['--health-enabled', '--http-port=1'] }).management.health, true)
  })

  it('takes times with their units, levels with Java packages, and ports that are free', () => {
    assert.equal(read({ argv: ['--shutdown-timeout=2m'] }).shutdownTimeout, 120)
    assert.equal(read({ argv: ['--shutdown-timeout=1500ms'] }).shutdownTimeout, 1.5)
    assert.equal(read({ argv: ['--log-level=WARN,org.keycloak:debug'] }).log.level, 'warn')
    assert.equal(read({ argv: ['--http-port=0', '--http-management-port=0'] }).httpPort, 0)
  })

  it('brings a relative path and a host name into one form', () => {
    assert.equal(read({ argv: ['--http-relative-path=/auth/'] }).relativePath, '/auth')
    assert.equal(read({ argv: ['--http-relative-path=/'] }).relativePath, '')
    assert.equal(read({ argv: ['--http-relative-path=/auth'] }).management.relativePath, '/auth')
    assert.equal(read({ argv: ['--hostname=https://Login.Example.org:443/'] }).hostname, 'https://login.example.org')
    assert.equal(read({ argv: ['--hostname=Login.example.org'] }).hostname, 'login.example.org')
  })
})

describe('--import-realm', () => {
  it('alone names the folder import/ of the data folder, otherwise a path', () => {
    assert.equal(read({ argv: ['--import-realm', '--data-dir=/srv/d'] }).importFrom, '/srv/d/import')
    assert.equal(read({ argv: ['--import-realm=/srv/realm.json'] }).importFrom, '/srv/realm.json')
    assert.equal(read({ argv: ['--import-realm', '/srv/realms'] }).importFrom, '/srv/realms')
    assert.equal(read({ argv: [] }).importFrom, undefined)
    assert.equal(read({ environment: { KC_IMPORT_REALM: 'false' } }).importFrom, undefined)
  })
})

describe('combinations that contradict themselves', () => {
  it('refuses one port for both servers, unless the second is off', () => {
    refused({ argv: ['--http-port=9000'] }, /--http-port and --http-management-port are both 9000/)
    const off = ['--http-port=9000', '--health-enabled=false', '--metrics-enabled=false']
    assert.equal(read({ argv: off }).httpPort, 9000)
  })

  it('refuses a host name whose path is not the relative path', () => {
    refused(
      { argv: ['--hostname=https://login.example.org/sso', '--http-relative-path=/auth'] },
      /--hostname ends in the path \/sso, but --http-relative-path is \/auth/,
    )
    const same = ['--hostname=https://login.example.org/auth/', '--http-relative-path=/auth']
    assert.equal(read({ argv: same }).hostname, 'https://login.example.org/auth')
  })

  it('refuses trusted proxies without proxy headers, and an administrator without a password', () => {
    refused({ argv: ['--proxy-trusted-addresses=10.0.0.1'] }, /--proxy-trusted-addresses/, /--proxy-headers/)
    refused(
      { command: 'start', argv: [...SAFE, '--bootstrap-admin-username=root'] },
      /--bootstrap-admin-username/,
      /KC_BOOTSTRAP_ADMIN_PASSWORD/,
    )
  })
})

describe('start refuses what is unsafe in production', () => {
  it('a start without a host name', () => {
    refused({ command: 'start', argv: ['--proxy-headers=forwarded'] }, /--hostname=https/, /--hostname-strict=false/)
    assert.equal(
      read({ command: 'start', argv: ['--proxy-headers=forwarded', '--hostname-strict=false'] }).hostname,
      undefined,
    )
  })

  it('plain HTTP without a proxy', () => {
    const argv = ['--hostname=https://login.example.org']
    refused({ command: 'start', argv }, /--proxy-headers=xforwarded/, /--http-enabled=true/)
    assert.equal(read({ command: 'start', argv: [...argv, '--http-enabled=true'] }).proxyHeaders, undefined)
  })

  it('a first administrator whom anybody could guess, without repeating the password', () => {
    for (const password of ['admin', 'short', 'Administrator']) {
      const environment = { KC_BOOTSTRAP_ADMIN_USERNAME: 'administrator', KC_BOOTSTRAP_ADMIN_PASSWORD: password }
      refused({ command: 'start', argv: SAFE, environment }, /--allow-weak-admin-password=true/, /^((?!short).)*$/s)
      const argv = [...SAFE, '--allow-weak-admin-password=true']
      assert.equal(read({ command: 'start', argv, environment }).bootstrapAdmin?.password, password)
    }
  })

  it('and nothing of that in an export', () => {
    assert.equal(read({ command: 'export', environment: { KC_BOOTSTRAP_ADMIN_USERNAME: 'x' } }).hostname, undefined)
  })

  it('takes a safe one, with a log in JSON and no administrator of its own', () => {
    const settings = read({ command: 'start', argv: SAFE })
    assert.equal(settings.log.format, 'json')
    assert.equal(settings.bootstrapAdmin, undefined)
    assert.equal(settings.httpHost, '0.0.0.0')
  })
})
