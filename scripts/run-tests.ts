/**
 * `npm test [-- part-of-a-path …] [--name pattern]`: one run of Node's test runner over all test files.
 *
 * Tests of rules share one process (`unit-tests.ts`), because starting a process for each of them would cost more than
 * they do. Files that start servers, processes or browsers get a process each, two at a time.
 */
import { globSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { parseArgs } from 'node:util'

const root = resolve(import.meta.dirname, '..')
const EVERY_TEST = [
  '{packages,examples}/*/{src,test}/**/*.test.ts',
  '{conformance,benchmarks,scripts}/**/*.test.{ts,mjs}',
]
const ISOLATED = [
  /^(packages|examples)\/[^/]+\/test\/(process|browser|store|foreign|fuzz)\//,
  /^packages\/[^/]+\/src\/store\//,
  /^(conformance|benchmarks|scripts)\//,
]
/** Beyond this, a file hangs. */
const FILE_TIMEOUT_MS = 300_000

const { positionals: parts, values } = parseArgs({ allowPositionals: true, options: { name: { type: 'string' } } })

const chosen = globSync(EVERY_TEST, { cwd: root, exclude: (path) => path.includes('node_modules') })
  .map((path) => path.split(sep).join('/'))
  .filter((path) => parts.length === 0 || parts.some((part) => path.includes(part)))
  .sort()
const isIsolated = (path: string): boolean => ISOLATED.some((pattern) => pattern.test(path))
const units = chosen.filter((path) => !isIsolated(path))
const files = chosen.filter(isIsolated).map((path) => join(root, path))
if (units.length > 0) files.unshift(join(root, 'scripts/unit-tests.ts'))
if (files.length === 0) fail(`No test file${parts.length > 0 ? ` has ${parts.join(' or ')} in its path` : ''}.`)

process.env['LATCHKEY_UNIT_TESTS'] = JSON.stringify(units.map((path) => join(root, path)))
const stream = run({
  files,
  cwd: root,
  concurrency: 2,
  timeout: FILE_TIMEOUT_MS,
  ...(values.name !== undefined && { testNamePatterns: [new RegExp(values.name, 'i')] }),
})

let tests = 0
let failures = 0
const empty: string[] = []
stream.on('test:pass', ({ name, details, skip }) => {
  if (details.type === 'suite' || skip !== undefined) return
  // A file without a single test is reported as a test that passed, under its own path.
  if (files.includes(resolve(root, name))) empty.push(name)
  else tests += 1
})
stream.on('test:fail', ({ todo }) => {
  if (todo === undefined) failures += 1
})

stream.compose(new spec()).pipe(process.stdout)
stream.on('end', () => {
  process.exitCode = failures > 0 || tests === 0 || empty.length > 0 ? 1 : 0
  if (empty.length > 0 && values.name === undefined) console.error(`No test in ${empty.join(', ')}.`)
  if (tests === 0) console.error('Not one test ran.')
})

function fail(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}
