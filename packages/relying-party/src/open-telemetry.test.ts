import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { metrics, SpanStatusCode, trace } from '@opentelemetry/api'
import { openTelemetry } from './open-telemetry.ts'

const STEP = { issuer: 'https://id.example', clientId: 'app' } as const

function recording() {
  const told: unknown[] = []
  const instrument = (name: string) => ({
    add: (value: number, attributes: object) => told.push([name, value, attributes]),
    record: (value: number, attributes: object) => told.push([name, value, attributes]),
  })
  const span = {
    setStatus: (status: object) => told.push(['status', status]),
    end: () => told.push('end'),
  }
  const startSpan = (name: string, { startTime, attributes }: { startTime: number; attributes: object }) => {
    told.push(['span', name, attributes])
    assert.ok(Math.abs(Date.now() - startTime) < 60_000)
    return span
  }
  const providers = {
    trace: { getTracer: () => ({ startSpan }) },
    metrics: { getMeter: () => ({ createCounter: instrument, createHistogram: instrument }) },
  } as unknown as Parameters<typeof openTelemetry>[0]
  return { told, listen: openTelemetry(providers) }
}

describe('steps as OpenTelemetry has them', () => {
  it('a step that asked the provider is a span, counted and measured', () => {
    const { told, listen } = recording()
    listen({
      ...STEP,
      type: 'refresh',
      outcome: 'failed',
      ms: 250,
      failure: { kind: 'refused', error: 'invalid_grant' },
    })
    const attributes = {
      'relying_party.step': 'refresh',
      'relying_party.outcome': 'failed',
      'error.type': 'invalid_grant',
    }
    assert.deepEqual(told, [
      ['relying_party.steps', 1, attributes],
      ['relying_party.step.duration', 0.25, attributes],
      [
        'span',
        'relying party refresh',
        { ...attributes, 'relying_party.issuer': STEP.issuer, 'relying_party.client_id': STEP.clientId },
      ],
      ['status', { code: SpanStatusCode.ERROR }],
      'end',
    ])
  })

  it('a step within this process is only counted', () => {
    const { told, listen } = recording()
    listen({ ...STEP, type: 'session_created', outcome: 'ok' })
    assert.equal(told.length, 1)
  })

  it('does nothing where no SDK is set up', () => {
    openTelemetry({ trace, metrics })({ ...STEP, type: 'refresh', outcome: 'ok', ms: 1 })
  })
})
