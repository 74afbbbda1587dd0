import { createClient } from '@latchkey/relying-party'
import { openTelemetry } from '@latchkey/relying-party/open-telemetry'
import { metrics, trace } from '@opentelemetry/api'

// whatever SDK the program has set up gets a span for each call to the provider, a counter and a histogram
export const client = createClient({
  issuer: process.env['ISSUER'] ?? '',
  clientId: 'shop',
  authentication: { method: 'none' },
  onEvent: openTelemetry({ trace, metrics }),
})
