import { newClientSecret } from '../../../representations/secret.ts'
import type { Services } from '../../realm-endpoint.ts'
import type { ClientContext } from './client-settings.ts'

/** What making and changing clients takes from outside. */
export function clientContext({ clock, random }: Pick<Services, 'clock' | 'random'>): ClientContext {
  return { now: clock.now(), newSecret: () => newClientSecret(random), newId: () => random.uuid() }
}
