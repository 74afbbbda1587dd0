import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { silentRecorder } from '../trace/recorder.ts'
import { countingRecorder, createMetrics } from './metrics.ts'

const reading = {
  cpuSeconds: 1.5,
  residentBytes: 70_000_000,
  heapUsedBytes: 2,
  startedAt: 3,
  eventLoopUtilization: 0.25,
}
const process = () => reading

describe('the metrics', () => {
  it('put a request into the buckets at and above its time', () => {
    const metrics = createMetrics(process)
    metrics.answered({ route: '/realms/:realm', method: 'GET', status: 200, durationMs: 30 })
    metrics.answered({ route: '/realms/:realm', method: 'GET', status: 200, durationMs: 20_000 })
    const text = metrics.render()
    const labels = 'method="GET",outcome="SUCCESS",status="200",uri="/realms/:realm"'
    assert.ok(text.includes(`http_server_requests_seconds_bucket{${labels},le="0.025"} 0\n`))
    assert.ok(text.includes(`http_server_requests_seconds_bucket{${labels},le="0.05"} 1\n`))
    assert.ok(text.includes(`http_server_requests_seconds_bucket{${labels},le="10"} 1\n`))
    assert.ok(text.includes(`http_server_requests_seconds_bucket{${labels},le="+Inf"} 2\n`))
    assert.ok(text.includes(`http_server_requests_seconds_count{${labels}} 2\n`))
    assert.ok(text.includes(`http_server_requests_seconds_sum{${labels}} 20.03\n`))
  })

  it('tell outcomes by the class of the status', () => {
    const metrics = createMetrics(process)
    for (const status of [302, 401, 503]) metrics.answered({ route: '/x', method: 'GET', status, durationMs: 1 })
    const text = metrics.render()
    assert.match(text, /outcome="REDIRECTION",status="302"/)
    assert.match(text, /outcome="CLIENT_ERROR",status="401"/)
    assert.match(text, /outcome="SERVER_ERROR",status="503"/)
  })

  it('count events and refusals, and pass them on', () => {
    const metrics = createMetrics(process)
    const heard: string[] = []
    const recorder = countingRecorder(metrics, {
      happened: ({ type }) => void heard.push(type),
      refused: ({ reason }) => void heard.push(reason.kind),
    })
    recorder.happened({ type: 'LOGIN', realm: 'test' })
    recorder.happened({ type: 'LOGIN', realm: 'test' })
    recorder.refused({ type: 'REALM_NOT_FOUND', realm: 'made-up', reason: { kind: 'realm_not_found' } })
    assert.deepEqual(heard, ['LOGIN', 'LOGIN', 'realm_not_found'])
    assert.match(metrics.render(), /keycloak_user_events_total\{error="",event="login",realm="test"\} 2\n/)
    assert.match(metrics.render(), /error="realm_not_found",event="realm_not_found",realm=""\} 1\n/)
    assert.doesNotMatch(metrics.render(), /made-up/)
  })

  it("stay bounded when the labels are a stranger's (attack 58)", () => {
    const metrics = createMetrics(process)
    const recorder = countingRecorder(metrics, silentRecorder)
    for (let index = 0; index < 10_000; index++) recorder.happened({ type: 'LOGIN', realm: `realm-${index}` })
    const series = metrics.render().match(/^keycloak_user_events_total/gm) ?? []
    assert.ok(series.length <= 2_001)
    assert.match(metrics.render(), /realm="\(other\)"\} 8000/)
  })

  it('escape labels', () => {
    const metrics = createMetrics(process)
    metrics.event({ type: 'LOGIN', realm: 'a"b\\c\nd' }, '')
    assert.ok(metrics.render().includes('realm="a\\"b\\\\c\\nd"'))
  })

  it('read the process when asked', () => {
    assert.match(createMetrics(process).render(), /^process_resident_memory_bytes 70000000$/m)
    assert.match(createMetrics().render(), /^process_cpu_seconds_total \d/m)
  })
})
