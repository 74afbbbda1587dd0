import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { MapperProperty } from '../../api/protocol-mappers.ts'
import { mapperValuesOf, withMapperValues } from './mapper-values.ts'

const property = (name: string, type = 'String', standard = ''): MapperProperty => ({
  name,
  label: name,
  help: '',
  type,
  standard,
  options: [],
  required: false,
})
const PROPERTIES = [property('claim.name'), property('id.token.claim', 'boolean', 'true')]

describe('the form of a mapper', () => {
  it('begins with what the kind says', () => {
    assert.deepEqual(mapperValuesOf(undefined, PROPERTIES), {
      name: '',
      'config.claim.name': '',
      'config.id.token.claim': 'true',
    })
  })

  it("does not turn on what an old mapper doesn't have", () => {
    assert.equal(mapperValuesOf({ name: 'a', config: {} }, PROPERTIES)['config.id.token.claim'], 'false')
  })

  it('keeps what it does not show', () => {
    const mapper = { id: '1', name: 'a', protocolMapper: 'x', config: { secretly: 'kept', 'claim.name': 'old' } }
    const values = { name: 'b ', 'config.claim.name': 'new', 'config.id.token.claim': 'false' }
    assert.deepEqual(withMapperValues(mapper, values, PROPERTIES), {
      id: '1',
      name: 'b',
      protocolMapper: 'x',
      config: { secretly: 'kept', 'claim.name': 'new' },
    })
  })

  it('writes off as off for a new mapper, because its absence may mean something else', () => {
    const values = { name: 'b', 'config.claim.name': 'c', 'config.id.token.claim': 'false' }
    assert.deepEqual(Reflect.get(withMapperValues({}, values, PROPERTIES), 'config'), {
      'claim.name': 'c',
      'id.token.claim': 'false',
    })
  })

  it('a setting that is called name is not the name', () => {
    const own = [property('name')]
    assert.deepEqual(withMapperValues({}, { name: 'n', 'config.name': 'v' }, own), { name: 'n', config: { name: 'v' } })
  })
})
