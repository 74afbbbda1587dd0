#!/usr/bin/env node
// Asks a Keycloak-compatible server the recorder's questions and writes its answers, one JSON file per area.
//
// The realm is deleted and made anew before each group of areas, unless --keep is given: never point this at a
// realm that somebody needs. Volatile values (tokens, ids, times, keys) become placeholders, JWTs are shown decoded.
import fs from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { groups } from './lib/areas.mjs'
import { Ctx } from './lib/context.mjs'
import { closeAgents } from './lib/http.mjs'
import { Norm } from './lib/norm.mjs'
import { nameIds, remakeRealm } from './lib/realm.mjs'
import { Recorder } from './lib/recorder.mjs'

const usage = `usage: capture.mjs BASE --out DIR [--only NAME,NAME] [--realm test] [--admin user:password] [--keep] [--quiet]
       capture.mjs BASE --only setup            only makes the realm
BASE  the server's base URL with its path prefix, such as http://127.0.0.1:8080/auth
NAME  an area as in captures/, or a group of areas: token, extras, admin`

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string' },
    only: { type: 'string' },
    realm: { type: 'string', default: 'test' },
    admin: { type: 'string', default: 'admin:admin' },
    keep: { type: 'boolean', default: false },
    quiet: { type: 'boolean', default: false },
  },
})
const base = (positionals[0] ?? '').replace(/\/$/, '')
const only = options.only?.split(',')
const setupOnly = only?.length === 1 && only[0] === 'setup'
if (!/^https?:\/\//.test(base) || (options.out === undefined && !setupOnly)) stop(usage)

const norm = new Norm(base)
const recorder = new Recorder({ base, norm, outDir: options.out, log: !options.quiet })
const [adminUser, ...adminPassword] = options.admin.split(':')
const context = new Ctx({ base, realm: options.realm, norm, adminUser, adminPassword: adminPassword.join(':') })

if (setupOnly) {
  await remakeRealm(context)
  console.error(`realm ${options.realm} made anew`)
} else {
  await recordAll(wantedAreas())
}
closeAgents()

/** @returns for each group of which something is wanted, the wanted areas in the group's order. */
function wantedAreas() {
  const areaNames = new Set(Object.values(groups).flatMap((areas) => areas.map((area) => area.name)))
  const unknown = only?.find((name) => !areaNames.has(name) && !(name in groups))
  if (unknown !== undefined) stop(`no area or group is called ${unknown}; areas: ${[...areaNames].join(', ')}`)
  // where a group is named after one of its areas, the name means that area alone
  const wantedGroups = new Set(only?.filter((name) => !areaNames.has(name)))
  const isNamed = (group, { name }) => !only || only.includes(name) || wantedGroups.has(group)
  return Object.entries(groups)
    .map(([group, areas]) =>
      withPrerequisites(
        areas,
        areas.filter((area) => isNamed(group, area)),
      ),
    )
    .filter((areas) => areas.length > 0)
}

/** @returns the areas of the group that are wanted, or whose traces in the realm a wanted one's answers show. */
function withPrerequisites(areas, wanted) {
  const needed = new Set()
  const need = (area) => {
    needed.add(area)
    for (const name of area.after ?? []) need(areas.find((candidate) => candidate.name === name))
  }
  wanted.forEach(need)
  return areas.filter((area) => needed.has(area))
}

async function recordAll(wanted) {
  const startedAtMs = Date.now()
  for (const areas of wanted) {
    if (!options.keep) await remakeRealm(context)
    await nameIds(context)
    for (const area of areas) await recorder.record(area, context)
  }
  const about = {
    server: await serverVersion(),
    realm: options.realm,
    requests: recorder.count,
    seconds: Math.round((Date.now() - startedAtMs) / 1000),
    areas: wanted.flat().map((area) => area.name),
    failed: recorder.failures,
  }
  fs.writeFileSync(path.join(options.out, 'about.json'), `${JSON.stringify(about, null, 1)}\n`)
  if (options.quiet) return
  console.error(`${recorder.count} requests, ${recorder.failures.length} scenarios ended early`)
  for (const failure of recorder.failures) console.error(`  ${failure}`)
}

async function serverVersion() {
  try {
    return (await context.adm('GET', '/admin/serverinfo')).json?.systemInfo?.version ?? 'unknown'
  } catch {
    return 'unknown'
  }
}

function stop(text) {
  console.error(text)
  process.exit(2)
}
