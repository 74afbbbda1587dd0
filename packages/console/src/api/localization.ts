import { queryOptions } from '@tanstack/react-query'
import { adminClient } from './admin-client.ts'
import { queryClient } from './query-client.ts'

/** A realm's own texts in a language, by message key. */
export const realmTexts = (realm: string, locale: string) =>
  queryOptions({
    queryKey: ['texts', realm, locale],
    queryFn: async (): Promise<Readonly<Record<string, string>>> =>
      (await adminClient.realms.getRealmLocalizationTexts({ realm, selectedLocale: locale })) ?? {},
  })

export async function setRealmText(realm: string, locale: string, key: string, value: string): Promise<void> {
  await adminClient.realms.addLocalization({ realm, selectedLocale: locale, key }, value)
  await queryClient.invalidateQueries({ queryKey: ['texts', realm, locale] })
}

export async function removeRealmText(realm: string, locale: string, key: string): Promise<void> {
  await adminClient.realms.deleteRealmLocalizationTexts({ realm, selectedLocale: locale, key })
  await queryClient.invalidateQueries({ queryKey: ['texts', realm, locale] })
}
