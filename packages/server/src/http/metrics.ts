/**
 * Counters and their text format (Prometheus exposition format 0.0.4), with Keycloak's names where it has them. Written
 * here because loading prom-client costs 50 ms and 20 MB, a quarter of the memory the whole server may use.
 */
import type { FlowEvent, FlowRecorder } from '../trace/recorder.ts'

/** What the server tells while it works. */
export interface Metrics {
  answered(answer: {
    readonly route: string
    readonly method: string
    readonly status: number
    readonly durationMs: number
  }): void
  /** @param error - Keycloak's event error, empty for what went well. */
  event(event: Pick<FlowEvent, 'type' | 'realm'>, error: string): void
  render(): string
}

export const METRICS_CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8'

/** Upper bounds in seconds; a signed answer takes a few milliseconds, a password check some ten. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
/** Labels come from a fixed set of routes and rules; realms do not, so that their number is bounded. */
const MOST_SERIES = 2_000

interface Histogram {
  readonly counts: number[]
  count: number
  sum: number
}

/** @param process - what is read of the process when somebody asks; a test brings its own. */
export function createMetrics(process: ProcessFacts = processFacts): Metrics {
  const requests = new Map<string, Histogram>()
  const events = new Map<string, number>()
  return {
    answered({ route, method, status, durationMs }) {
      const labels = `method="${escaped(method)}",outcome="${outcomeOf(status)}",status="${status}",uri="${escaped(route)}"`
      observe(histogramOf(requests, labels), durationMs / 1000)
    },
    event({ type, realm }, error) {
      const labels = `error="${escaped(error)}",event="${escaped(type.toLowerCase())}",realm="${escaped(realm)}"`
      const known = events.has(labels) || events.size < MOST_SERIES
      const key = known ? labels : `error="${escaped(error)}",event="${escaped(type.toLowerCase())}",realm="(other)"`
      events.set(key, (events.get(key) ?? 0) + 1)
    },
    render: () => [...requestLines(requests), ...eventLines(events), ...processLines(process()), ''].join('\n'),
  }
}

/** Hears what `next` hears, and counts it. */
export function countingRecorder(metrics: Metrics, next: FlowRecorder): FlowRecorder {
  return {
    happened(event) {
      metrics.event(event, '')
      next.happened(event)
    },
    refused(event) {
      // a realm that does not exist is any text a stranger writes
      const realm = event.reason.kind === 'realm_not_found' ? '' : event.realm
      metrics.event({ type: event.type, realm }, event.reason.kind)
      next.refused(event)
    },
  }
}

function histogramOf(histograms: Map<string, Histogram>, labels: string): Histogram {
  const found = histograms.get(labels)
  if (found !== undefined) return found
  const made: Histogram = { counts: BUCKETS.map(() => 0), count: 0, sum: 0 }
  if (histograms.size < MOST_SERIES) histograms.set(labels, made)
  return made
}

function observe(histogram: Histogram, seconds: number): void {
  histogram.count++
  histogram.sum += seconds
  const bucket = BUCKETS.findIndex((bound) => seconds <= bound)
  if (bucket >= 0) histogram.counts[bucket] = (histogram.counts[bucket] ?? 0) + 1
}

function outcomeOf(status: number): string {
  if (status < 200) return 'INFORMATIONAL'
  if (status < 300) return 'SUCCESS'
  if (status < 400) return 'REDIRECTION'
  return status < 500 ? 'CLIENT_ERROR' : 'SERVER_ERROR'
}

function* requestLines(requests: ReadonlyMap<string, Histogram>) {
  const name = 'http_server_requests_seconds'
  yield* heading(name, 'histogram', 'Time from a request to its answer.')
  for (const [labels, { counts, count, sum }] of requests) {
    let below = 0
    for (const [index, bound] of BUCKETS.entries()) {
      below += counts[index] ?? 0
      yield `${name}_bucket{${labels},le="${bound}"} ${below}`
    }
    yield `${name}_bucket{${labels},le="+Inf"} ${count}`
    yield `${name}_count{${labels}} ${count}`
    yield `${name}_sum{${labels}} ${sum}`
  }
}

function* eventLines(events: ReadonlyMap<string, number>) {
  const name = 'keycloak_user_events_total'
  yield* heading(name, 'counter', 'Logins, token requests and their refusals; error is empty for what went well.')
  for (const [labels, count] of events) yield `${name}{${labels}} ${count}`
}

/** Bytes and seconds. */
interface ProcessReading {
  readonly cpuSeconds: number
  readonly residentBytes: number
  readonly heapUsedBytes: number
  readonly startedAt: number
  readonly eventLoopUtilization: number
}

type ProcessFacts = () => ProcessReading

const processFacts: ProcessFacts = () => {
  const cpu = process.cpuUsage()
  return {
    cpuSeconds: (cpu.user + cpu.system) / 1e6,
    residentBytes: process.memoryUsage.rss(),
    heapUsedBytes: process.memoryUsage().heapUsed,
    startedAt: performance.timeOrigin / 1000,
    eventLoopUtilization: performance.eventLoopUtilization().utilization,
  }
}

function* processLines(reading: ProcessReading) {
  yield* single('process_cpu_seconds_total', 'counter', 'CPU time used, user and system.', reading.cpuSeconds)
  yield* single('process_resident_memory_bytes', 'gauge', 'Resident memory.', reading.residentBytes)
  yield* single('nodejs_heap_size_used_bytes', 'gauge', 'JavaScript heap in use.', reading.heapUsedBytes)
  yield* single('process_start_time_seconds', 'gauge', 'Start of the process since the epoch.', reading.startedAt)
  yield* single(
    'nodejs_eventloop_utilization',
    'gauge',
    'Part of the time since start in which the event loop worked.',
    reading.eventLoopUtilization,
  )
}

function* single(name: string, type: string, help: string, value: number) {
  yield* heading(name, type, help)
  yield `${name} ${value}`
}

function* heading(name: string, type: string, help: string) {
  yield `# HELP ${name} ${help}`
  yield `# TYPE ${name} ${type}`
}

function escaped(label: string): string {
  return label.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n').slice(0, 200)
}
