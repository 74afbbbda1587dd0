import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Contributor, claimRows, takingPart } from './claim-sources.ts'

const mapper = (protocolMapper: string, config: Readonly<Record<string, string>> = {}): Contributor => ({
  mapperId: protocolMapper,
  mapperName: protocolMapper,
  containerId: 'scope',
  containerName: 'scope',
  containerType: 'client-scope',
  protocolMapper,
  config,
})

describe('which mapper made a claim', () => {
  it('is the one whose claim name it is', () => {
    const email = mapper('oidc-usermodel-attribute-mapper', { 'claim.name': 'email' })
    const other = mapper('oidc-usermodel-attribute-mapper', { 'claim.name': 'email_verified' })
    const [row] = claimRows({ email: 'alice@example.org' }, [other, email])
    assert.deepEqual(row, { name: 'email', value: 'alice@example.org', made: 'mapper', by: [email] })
  })

  it('is one that writes below it', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Keycloak's placeholder
    const roles = mapper('oidc-usermodel-client-role-mapper', { 'claim.name': 'resource_access.${client_id}.roles' })
    const [row] = claimRows({ resource_access: {} }, [roles])
    assert.deepEqual(row?.by, [roles])
  })

  it('does not split a name at a dot that belongs to it', () => {
    const dotted = mapper('oidc-hardcoded-claim-mapper', { 'claim.name': String.raw`shop\.team.name` })
    const rows = claimRows({ 'shop.team': { name: 'x' }, shop: 1 }, [dotted])
    assert.deepEqual(
      rows.map(({ by }) => by.length),
      [1, 0],
    )
  })

  it('can be several', () => {
    const both = [mapper('oidc-audience-mapper'), mapper('oidc-audience-resolve-mapper')]
    assert.deepEqual(claimRows({ aud: ['a', 'b'] }, both)[0]?.by, both)
  })

  it('is none for what every token says, and is not guessed', () => {
    const rows = claimRows({ iss: 'x', surprise: 1 }, [mapper('oidc-of-somebody')])
    assert.deepEqual(
      rows.map(({ made }) => made),
      ['server', 'unknown'],
    )
  })
})

describe('which mappers take part', () => {
  it('leaves out those that are turned off for this kind of answer, and no others', () => {
    const off = mapper('a', { 'id.token.claim': 'false', 'access.token.claim': 'true' })
    const silent = mapper('b')
    assert.deepEqual(takingPart('id', [off, silent]), [silent])
    assert.deepEqual(takingPart('access', [off, silent]), [off, silent])
  })
})
