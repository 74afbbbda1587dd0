import { fallbackKeyProvider } from '../../../keys/fallback-key.ts'
import { type NewKeyProvider, newKeyProvider } from '../../../keys/generate-keys.ts'
import { KEY_PROVIDER } from '../../../representations/realm-model.ts'
import type { AdminContext } from '../admin-route.ts'
import { withNewComponent } from './component.ts'

/** What a realm signs and seals for itself with: refresh tokens, cookies, what it keeps. No client ever asks for these. */
const INNER: readonly (readonly [algorithm: string, provider: NewKeyProvider])[] = [
  ['HS512', fallbackKeyProvider('HS512')],
  ['AES', { providerId: 'aes-generated', name: 'fallback-AES', priority: -100 }],
]

/** Without such a key nobody could sign in any more: whoever removes the last gets a new one, as in Keycloak. */
export async function keepInnerKeys({ services, realm }: Pick<AdminContext, 'services' | 'realm'>): Promise<void> {
  const changed = await services.stores.realms.findByName(realm.name)
  if (changed === undefined) return
  const keys = (await services.keysOf(changed)).list().filter(({ status }) => status === 'ACTIVE')
  const source = { clock: services.clock, random: services.random, realmName: realm.name }
  for (const [algorithm, provider] of INNER) {
    if (keys.some((key) => key.algorithm === algorithm)) continue
    const made = await newKeyProvider(provider, source)
    await services.stores.realms.change(realm.id, (document) => withNewComponent(document, KEY_PROVIDER, made))
  }
}
