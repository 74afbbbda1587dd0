import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { placesOf } from './step-places.ts'

describe('the place of a step among those of its flow', () => {
  it('is told across the steps of sub-flows between them', () => {
    const places = placesOf([{ level: 0 }, { level: 1 }, { level: 1 }, { level: 0 }])
    assert.deepEqual(
      places.map(({ first, last }) => `${first ? 'first' : ''}${last ? 'last' : ''}`),
      ['first', 'first', 'last', 'last'],
    )
  })

  it('a step of another sub-flow is no neighbour', () => {
    const places = placesOf([{ level: 0 }, { level: 1 }, { level: 0 }, { level: 1 }])
    assert.deepEqual(places[1], { first: true, last: true })
    assert.deepEqual(places[3], { first: true, last: true })
  })

  it('a step alone is first and last', () => assert.deepEqual(placesOf([{}]), [{ first: true, last: true }]))
})
