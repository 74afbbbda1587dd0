import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { after, before, describe, it } from 'node:test'

const root = resolve(import.meta.dirname, '..')
const src = 'packages/server/src'
const consoleSrc = 'packages/console/src'
const IMPORT = 'lint/style/noRestrictedImports'

interface Case {
  readonly path: string
  readonly source: string
}

/** One file for each thing the linter must refuse, with the rule that must do it. */
const BROKEN: readonly (Case & { readonly title: string; readonly rule: string })[] = [
  ...(
    [
      ['protocol/a.ts', '../http/server.ts'],
      ['protocol/claims/mappers/a.ts', '../../../endpoints/token/token.ts'],
      ['protocol/b.ts', '../store/ports.ts'],
      ['protocol/c.ts', '../pages/html.ts'],
      ['protocol/d.ts', 'fastify'],
      ['protocol/e.ts', 'kysely'],
      ['protocol/f.ts', 'node:fs'],
      ['protocol/g.ts', 'node:fs/promises'],
      ['protocol/h.ts', 'node:sqlite'],
      ['endpoints/token/a.ts', '../../http/cookies.ts'],
      ['endpoints/a.ts', 'fastify'],
      ['endpoints/b.ts', '@fastify/static'],
      ['endpoints/c.ts', 'kysely'],
      ['endpoints/d.ts', '../store/sqlite.ts'],
      ['endpoints/admin/e.ts', '../../store/queries/realms.ts'],
      ['endpoints/f.ts', '../store/memory.ts'],
      ['model/a.ts', '../protocol/rules.ts'],
      ['model/b.ts', '../store/ports.ts'],
      ['model/c.ts', '../representations/export.ts'],
      ['model/d.ts', 'node:crypto'],
      ['model/e.ts', 'fastify'],
      ['pages/a.ts', '../store/ports.ts'],
      ['pages/b.ts', '../endpoints/exchange.ts'],
      ['pages/c.ts', '../http/server.ts'],
      ['pages/d.ts', 'fastify'],
      ['store/queries/a.ts', '../../endpoints/exchange.ts'],
      ['store/b.ts', '../http/server.ts'],
      ['store/c.ts', '../pages/html.ts'],
      ['store/d.ts', 'fastify'],
    ] as const
  ).flatMap(([path, from]) => [
    {
      title: `${path} importing ${from}`,
      path: `${src}/${path}`,
      source: `export { thing } from '${from}'`,
      rule: IMPORT,
    },
    {
      title: `${path} importing a type of ${from}`,
      path: `${src}/${path.replace('.ts', '-type.ts')}`,
      source: `import type { Thing } from '${from}'\nexport type Mine = Thing`,
      rule: IMPORT,
    },
    {
      title: `${path} loading ${from} later`,
      path: `${src}/${path.replace('.ts', '-later.ts')}`,
      source: `export const later = () => import('${from}')`,
      rule: IMPORT,
    },
  ]),
  ...(
    [
      ['ui/a.tsx', '../api/clients.ts'],
      ['ui/b.tsx', '../components/loaded.tsx'],
      ['ui/c.tsx', '../forms/text-field.tsx'],
      ['ui/d.tsx', '@keycloak/keycloak-admin-client'],
      ['components/a.tsx', '../forms/text-field.tsx'],
      ['components/b.tsx', '../pages/clients/client-kind.ts'],
      ['forms/a.tsx', '../pages/clients/client-kind.ts'],
      ['forms/b.tsx', '@keycloak/keycloak-admin-client'],
      ['api/a.ts', '../components/loaded.tsx'],
      ['api/b.ts', 'react'],
      ['pages/clients/a.tsx', '../../api/admin-client.ts'],
      ['pages/clients/b.tsx', '../../shell/shell.tsx'],
    ] as const
  ).map(([path, from]) => ({
    title: `the console's ${path} importing ${from}`,
    path: `${consoleSrc}/${path}`,
    source: `export { thing } from '${from}'`,
    rule: IMPORT,
  })),
  ...[
    'Date.now()',
    'new Date()',
    'performance.now()',
    'Math.random()',
    'crypto.randomUUID()',
    'crypto.getRandomValues(new Uint8Array(8))',
    'randomUUID()',
    'randomBytes(8)',
    'randomInt(8)',
  ].map((expression, at) => ({
    title: `${expression} outside the clock`,
    path: `${src}/endpoints/chance-${at}.ts`,
    source: `import { randomBytes, randomInt, randomUUID } from 'node:crypto'\nexport const value = () => ${expression}`,
    rule: 'plugin',
  })),
  {
    title: 'process.env outside the configuration',
    path: `${src}/http/env.ts`,
    source: "export const port = process.env['KC_HTTP_PORT']",
    rule: 'lint/style/noProcessEnv',
  },
  {
    title: 'a default export',
    path: `${src}/http/default.ts`,
    source: 'export default function server() {}',
    rule: 'lint/style/noDefaultExport',
  },
  {
    title: 'any',
    path: `${src}/http/any.ts`,
    source: 'export const value = (input: any) => input',
    rule: 'lint/suspicious/noExplicitAny',
  },
  {
    title: 'a non-null assertion',
    path: `${src}/http/assertion.ts`,
    source: 'export const first = (list: readonly string[]): string => list[0]!',
    rule: 'lint/style/noNonNullAssertion',
  },
  {
    title: 'a promise that nobody waits for',
    path: `${src}/http/floating.ts`,
    source: 'async function save(): Promise<void> {}\nexport function answer(): void {\n  save()\n}',
    rule: 'lint/nursery/noFloatingPromises',
  },
  {
    title: 'a cycle of imports',
    path: `${src}/http/cycle-a.ts`,
    source: "import { b } from './cycle-b.ts'\nexport const a = () => b()",
    rule: 'lint/suspicious/noImportCycles',
  },
]

/** What looks alike and is allowed. */
const KEPT: readonly Case[] = [
  { path: `${src}/http/cycle-b.ts`, source: "import { a } from './cycle-a.ts'\nexport const b = () => a()" },
  ...(
    [
      ['protocol/kept.ts', '../model/client.ts'],
      ['protocol/kept-crypto.ts', 'node:crypto'],
      ['endpoints/token/kept.ts', '../../store/ports.ts'],
      ['endpoints/kept.ts', '../protocol/pkce.ts'],
      ['model/kept.ts', './time.ts'],
      ['model/kept-representation.ts', '../representations/keycloak.ts'],
      ['pages/kept.ts', './html.ts'],
      ['store/queries/kept.ts', '../ports.ts'],
      ['store/kept.ts', 'kysely'],
      ['http/kept.ts', 'fastify'],
      ['compose.ts', './store/sqlite.ts'],
      ['protocol/kept.test.ts', '../store/ports.ts'],
    ] as const
  ).map(([path, from]) => ({ path: `${src}/${path}`, source: `export { thing } from '${from}'` })),
  ...(
    [
      ['pages/clients/kept.tsx', '../../forms/text-field.tsx'],
      ['pages/clients/kept-query.tsx', '../../api/clients.ts'],
      ['forms/kept.tsx', '../components/explain.ts'],
      ['components/kept.tsx', '../ui/notice.tsx'],
      ['shell/kept.tsx', '../components/permission.ts'],
    ] as const
  ).map(([path, from]) => ({ path: `${consoleSrc}/${path}`, source: `export { thing } from '${from}'` })),
  { path: `${src}/clock.ts`, source: 'export const now = () => Date.now()' },
  { path: `${src}/endpoints/kept-date.ts`, source: 'export const day = (ms: number) => new Date(ms).toISOString()' },
  { path: `${src}/config.ts`, source: "export const port = process.env['KC_HTTP_PORT']" },
  { path: `${src}/http/kept.test.ts`, source: 'export const first = (list: readonly string[]): string => list[0]!' },
]

describe('the linter guards the layers', () => {
  let folder: string
  let found: ReadonlyMap<string, ReadonlySet<string>>
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'latchkey-layers-'))
    await cp(join(root, 'biome.json'), join(folder, 'biome.json'))
    await cp(join(root, 'scripts/lint'), join(folder, 'scripts/lint'), { recursive: true })
    for (const { path, source } of [...BROKEN, ...KEPT]) {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), `${source}\n`)
    }
    found = await lint(folder)
  })
  after(() => rm(folder, { recursive: true, force: true }))

  for (const { title, path, rule } of BROKEN) {
    it(`refuses ${title}`, () => assert.ok(found.get(path)?.has(rule), `only ${[...(found.get(path) ?? ['nothing'])]}`))
  }
  for (const { path, source } of KEPT.slice(1)) {
    it(`accepts ${source.split('\n')[0]} in ${path}`, () => assert.deepEqual([...(found.get(path) ?? [])], []))
  }
})

/** @returns the rules that refused each file, by its path below the folder. */
async function lint(folder: string): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome')
  const options = [
    'lint',
    '--vcs-enabled=false',
    '--diagnostic-level=error',
    '--max-diagnostics=none',
    '--reporter=json',
  ]
  const output = await new Promise<string>((done) => {
    execFile(process.execPath, [biome, ...options], { cwd: folder, maxBuffer: 1e8 }, (_refused, stdout) => done(stdout))
  })
  const { diagnostics } = JSON.parse(output)
  const found = new Map<string, Set<string>>()
  for (const { category, location } of diagnostics) {
    const path = location.path?.file ?? location.path
    found.set(path, (found.get(path) ?? new Set()).add(category))
  }
  return found
}
