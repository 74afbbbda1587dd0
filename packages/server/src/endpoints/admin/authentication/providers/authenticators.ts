import { BROKERED_STEPS } from './brokered-steps.ts'
import { BROWSER_STEPS } from './browser-steps.ts'
import { CONDITIONS } from './conditions.ts'
import { DIRECT_STEPS } from './direct-steps.ts'
import { RESET_STEPS } from './reset-steps.ts'
import type { StepProvider } from './step-provider.ts'

/** Steps of people who sign in, in the order of their ids, as Keycloak lists them. */
export const AUTHENTICATORS: readonly StepProvider[] = [
  ...BROWSER_STEPS,
  ...CONDITIONS,
  ...BROKERED_STEPS,
  ...RESET_STEPS,
  ...DIRECT_STEPS,
].toSorted((a, b) => (a.id < b.id ? -1 : 1))
