import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { drive } from './load.ts'
import { parseCpuMs, parseResidentMb, readUsage } from './process-usage.ts'
import { limitMs, markdown } from './report.ts'
import { formAction, scenarios } from './scenarios.ts'
import { median, percentile } from './statistics.ts'

describe('statistics', () => {
  it('takes the nearest rank, which is always a value that occurred', () => {
    const values = Array.from({ length: 100 }, (_, i) => i + 1)
    assert.equal(percentile(values, 50), 50)
    assert.equal(percentile(values, 99), 99)
    assert.equal(percentile(values, 100), 100)
    assert.equal(percentile(values, 0), 1)
    assert.equal(percentile([7], 99), 7)
    assert.ok(Number.isNaN(percentile([], 50)))
  })

  it('takes the middle of unsorted values, by number and not by text', () => {
    assert.equal(median([100, 9, 20]), 20)
    assert.equal(median([1, 2, 4, 100]), 3)
    assert.ok(Number.isNaN(median([])))
  })
})

describe('/proc', () => {
  it('counts user and system time of all threads, whatever the program is called', () => {
    const stat = '42 (node) S (x y) S 1 42 42 0 -1 4194304 900 0 3 0 250 50 7 9 20 0 11 0 5555 1000000 20000 184467'
    assert.equal(parseCpuMs(stat), 3000)
  })

  it('refuses a text of another form instead of reporting NaN', () => {
    assert.throws(() => parseCpuMs('42 (node) S 1'), /unknown form/)
    assert.throws(() => parseResidentMb('Name:\tnode\nState:\tZ (zombie)\n'), /no VmRSS/)
  })

  it('reads resident memory in millions of bytes', () => {
    assert.equal(parseResidentMb('Name:\tnode\nVmHWM:\t  99999 kB\nVmRSS:\t   78125 kB\n'), 80)
  })

  it('reads a living process, and knows nothing of one that is not there', {
    skip: process.platform !== 'linux',
  }, () => {
    const usage = readUsage(process.pid)
    assert.ok(usage && usage.residentMb > 10 && usage.cpuMs >= 0)
    assert.equal(readUsage(2 ** 30), undefined)
  })
})

describe('the load', () => {
  it('counts failures apart from what succeeded and keeps the first', async () => {
    let calls = 0
    const step = async () => {
      await delay(1)
      calls += 1
      if (calls % 2 === 0) throw new Error(`call ${calls}`)
    }
    const result = await drive([step], 0.05)
    assert.equal(result.completed + result.failed, calls)
    assert.ok(result.failed > 0 && result.completed > 0)
    assert.equal(result.firstFailure, 'call 2')
    assert.ok(result.p50Ms > 0 && result.p99Ms >= result.p50Ms)
  })

  it("finds the form's target on the login page", () => {
    assert.equal(formAction('<form id="f" method="post" action="http://h/a?b=1&amp;c=2">'), 'http://h/a?b=1&c=2')
    assert.throws(() => formAction('<p>Sorry</p>'), /no form/)
  })
})

describe('the report', () => {
  const machine = { rsaSignMs: 0.4, argon2idMs: 8, nodeStartMs: 90 }
  const row = {
    scenario: 'refresh_token',
    perSecond: 1234.5,
    p50Ms: 3.21,
    p99Ms: 12.34,
    cpuMs: 1.6,
    residentMb: 81,
    failed: 0,
  }
  const results = {
    measuredAt: '2026-01-01T00:00:00.000Z',
    machineSize: '2 cores',
    node: '24.0.0',
    connections: 8,
    seconds: 5,
    machine,
    latchkey: [row],
    keycloak: [],
  }
  const refresh = scenarios.filter((scenario) => scenario.name === 'refresh_token')

  it('sets the CPU of a request against its signatures and hashes', () => {
    assert.deepEqual(
      scenarios.map((scenario) => [scenario.name, limitMs(scenario, machine)]),
      [
        ['discovery', 0],
        ['client_credentials', 0.4],
        ['refresh_token', 0.8],
        ['password', 8.8],
        ['code login', 8.8],
      ],
    )
    assert.match(
      markdown(results, refresh),
      /^\| refresh_token \| 1235 \| 3\.21 \| 12\.3 \| 1\.60 \| 0\.80 \| 2\.0× \| 81 \|$/m,
    )
  })

  it('shows the reference and the ratio to it beside ours', () => {
    const keycloak = [{ ...row, cpuMs: 4.8, residentMb: 900 }]
    assert.match(markdown({ ...results, keycloak }, refresh), /\| 4\.80 \| 900 \| 3\.0× \|$/m)
  })

  it('leaves open what could not be measured', () => {
    const { cpuMs, residentMb, ...rest } = row
    assert.match(markdown({ ...results, latchkey: [rest] }, refresh), /\| 12\.3 \| – \| 0\.80 \| – \| – \|$/m)
  })
})
