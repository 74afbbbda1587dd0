import { useQuery } from '@tanstack/react-query'
import { scopesOfRealm } from '../../api/client-scopes.ts'
import type { Client } from '../../api/clients.ts'
import { effectiveMappers, type Question } from '../../api/evaluate.ts'
import { useRealm } from '../../components/use-realm.ts'
import type { Contributor } from './claim-sources.ts'

/** @returns the mappers that take part, with their settings; none while they are not known. */
export function useContributors(client: Client, question: Question): readonly Contributor[] {
  const realm = useRealm()
  const { data: effective = [] } = useQuery(effectiveMappers(question))
  const { data: scopes = [] } = useQuery(scopesOfRealm(realm))
  const holders = [client, ...scopes]
  const configs = new Map(
    holders.flatMap(({ protocolMappers = [] }) => protocolMappers.map(({ id, config = {} }) => [id, config] as const)),
  )
  return effective.map((mapper) => ({ ...mapper, config: configs.get(mapper.mapperId) ?? {} }))
}
