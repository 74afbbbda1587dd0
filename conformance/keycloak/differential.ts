/**
 * Asks a server what Keycloak was asked and reports, per area, how many answers agree with the recorded ones.
 * Without `--url` it starts Latchkey from source on a free port with a temporary data folder.
 *
 * `--ci` asks only the areas that are held and fails when one of their steps differs without being listed in
 * differences.json, when a listed step no longer differs, or when a listed reason doesn't exist.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { startServer } from '../server-process.ts'
import { compareArea, type RecordedArea, type StepVerdict } from './comparison.ts'
import { headingAnchors, judge, type KnownDifference, neededEntries, parseDifferences } from './differences.ts'
import { areaLine, judgementLines, verdictLines } from './report.ts'

/** The areas whose agreement is held; the others are reported only. */
const heldAreas: ReadonlySet<string> = new Set([
  'discovery',
  'auth',
  'token-authorization-code',
  'token-client-authentication',
  'token-refresh',
  'token-password',
  'token-client-credentials',
  'userinfo',
  'logout',
  'cors',
  'admin-roles',
  'admin-groups',
  'admin-access',
  'admin-partial',
  'admin-realms',
  'admin-clients',
  'admin-client-scopes',
  'admin-server-info',
  'admin-events',
  'admin-users',
  'admin-attack-detection',
  'admin-authentication',
  'admin-keys-components',
  'admin-identity-providers',
])

const usage = `usage: npm run differential -- [options]
  --url BASE          ask this server, such as http://127.0.0.1:8080/auth, instead of starting Latchkey.
                      Its realm "test" is deleted and made anew.
  --admin USER:PASS   its administrator (admin:admin)
  --actual DIR        ask nobody; compare what capture.mjs wrote there
  --only NAME,NAME    only these areas, or groups of areas of lib/areas.mjs
  --verbose           show every difference, also in areas that aren't held
  --ci                only the held areas, and fail as described in conformance/README.md
  --update            print the entries that differences.json would need, as JSON, and nothing else`

const here = path.dirname(fileURLToPath(import.meta.url))
const root = path.resolve(here, '../..')

const options = readOptions()
const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'differential-'))
try {
  process.exitCode = await main()
} finally {
  fs.rmSync(temporary, { recursive: true, force: true })
}

async function main(): Promise<number> {
  const known = parseDifferences(fs.readFileSync(path.join(here, 'differences.json'), 'utf8'))
  const only = options.only?.split(',') ?? (options.ci ? [...heldAreas] : undefined)
  const actualDir = options.actual ?? (await recordAnswers(only))
  const verdicts = readVerdicts(actualDir)
  if (verdicts.length === 0) throw new Error('nothing was recorded')
  if (options.update) {
    process.stdout.write(`${JSON.stringify(neededEntries(verdicts, known), null, 2)}\n`)
    return 0
  }
  return report(verdicts, known)
}

async function recordAnswers(only: readonly string[] | undefined): Promise<string> {
  const out = path.join(temporary, 'actual')
  if (options.url !== undefined) {
    await runRecorder(options.url, out, only)
    return out
  }
  const server = await startServer({
    entry: path.join(root, 'packages/server/src/main.ts'),
    command: 'start-dev',
    dataDir: path.join(temporary, 'data'),
  })
  try {
    await runRecorder(server.baseUrl, out, only)
  } finally {
    await server.stop()
  }
  return out
}

/** In a process of its own, so that the recorder's cookies and agents end with it, however it ends. */
async function runRecorder(baseUrl: string, out: string, only: readonly string[] | undefined): Promise<void> {
  const args = [baseUrl, '--out', out, '--admin', options.admin, ...(only ? ['--only', only.join(',')] : [])]
  const recorder = spawn(process.execPath, [path.join(here, 'capture.mjs'), ...args, '--quiet'], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const [code] = await once(recorder, 'exit')
  if (code !== 0) throw new Error(`the recorder ended with ${code}`)
}

/** An area that was asked and never recorded counts as not reached; one that wasn't asked has no verdicts. */
function readVerdicts(actualDir: string): StepVerdict[] {
  const mustBeThere = (area: string) => options.ci && options.only === undefined && heldAreas.has(area)
  return fs
    .readdirSync(path.join(here, 'captures'))
    .map((file) => ({ file, expected: readArea(path.join(here, 'captures', file)) }))
    .flatMap(({ file, expected }) => {
      const actual = readArea(path.join(actualDir, file))
      return expected && (actual || mustBeThere(expected.area)) ? compareArea(expected, actual) : []
    })
}

/** @returns `undefined` when there is no such file, or one without scenarios such as the recorder's `about.json`. */
function readArea(file: string): RecordedArea | undefined {
  if (!file.endsWith('.json') || !fs.existsSync(file)) return undefined
  const content = JSON.parse(fs.readFileSync(file, 'utf8'))
  return Array.isArray(content.scenarios) ? content : undefined
}

function report(verdicts: readonly StepVerdict[], known: readonly KnownDifference[]): number {
  const anchors = headingAnchors(fs.readFileSync(path.join(root, 'docs/differences.md'), 'utf8'))
  const judgement = judge(verdicts, known, heldAreas, anchors)
  if (options.verbose) {
    for (const line of verdicts.flatMap(verdictLines)) console.log(line)
    console.log('')
  }
  for (const area of new Set(verdicts.map((verdict) => verdict.area))) {
    const steps = verdicts.filter((verdict) => verdict.area === area)
    const open = judgement.unexpected.filter((verdict) => verdict.area === area).length
    console.log(areaLine(area, steps, heldAreas.has(area) ? open : undefined))
  }
  const complaints = judgementLines(judgement)
  for (const line of complaints) console.log(line)
  return options.ci && complaints.length > 0 ? 1 : 0
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        url: { type: 'string' },
        admin: { type: 'string', default: 'admin:admin' },
        actual: { type: 'string' },
        only: { type: 'string' },
        verbose: { type: 'boolean', default: false },
        ci: { type: 'boolean', default: false },
        update: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
    if (!values.help) return values
    console.log(usage)
    process.exit(0)
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${usage}`)
    process.exit(2)
  }
}
