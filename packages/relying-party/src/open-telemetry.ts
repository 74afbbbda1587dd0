/** `@latchkey/relying-party/open-telemetry`: what `onEvent` tells, as spans and metrics. */
import { type Meter, type MeterProvider, SpanKind, SpanStatusCode, type TracerProvider } from '@opentelemetry/api'
import type { RelyingPartyEvent } from './client/client.ts'

/** Where to send spans and metrics; `trace` and `metrics` of `@opentelemetry/api` are such providers. */
export interface OpenTelemetryOptions {
  readonly trace: Pick<TracerProvider, 'getTracer'>
  readonly metrics: Pick<MeterProvider, 'getMeter'>
}

const NAME = '@latchkey/relying-party'

/**
 * Makes a listener for `createClient`'s `onEvent`. Each step that asked the provider becomes a span under the one that is
 * active; all are counted, by type, outcome and kind of failure. Users and tokens are in none of them.
 */
export function openTelemetry({ trace, metrics }: OpenTelemetryOptions): (event: RelyingPartyEvent) => void {
  const tracer = trace.getTracer(NAME)
  const meter: Meter = metrics.getMeter(NAME)
  const steps = meter.createCounter('relying_party.steps', { description: 'Steps that were taken' })
  const durations = meter.createHistogram('relying_party.step.duration', {
    unit: 's',
    description: 'How long the provider took',
  })
  return ({ type, outcome, issuer, clientId, ms, failure }) => {
    const attributes = {
      'relying_party.step': type,
      'relying_party.outcome': outcome,
      ...(failure && { 'error.type': failure.error ?? failure.kind }),
    }
    steps.add(1, attributes)
    if (ms === undefined) return
    durations.record(ms / 1000, attributes)
    const endedAtMs = performance.timeOrigin + performance.now()
    const span = tracer.startSpan(`relying party ${type}`, {
      kind: SpanKind.CLIENT,
      startTime: endedAtMs - ms,
      attributes: { ...attributes, 'relying_party.issuer': issuer, 'relying_party.client_id': clientId },
    })
    if (outcome === 'failed') span.setStatus({ code: SpanStatusCode.ERROR })
    span.end(endedAtMs)
  }
}
