// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders are what is tested
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { replacePlaceholders } from './placeholders.ts'

const ENV = { HOST: 'app.example.org', LIFESPAN: '60', QUOTED: 'a"b\\c\nd', EMPTY: '' }

describe('placeholders in a realm file', () => {
  const cases: readonly [title: string, text: string, result: string][] = [
    ['take the variable', '{"rootUrl": "https://${HOST}/"}', '{"rootUrl": "https://app.example.org/"}'],
    ['stand for numbers too', '{"accessTokenLifespan": ${LIFESPAN}}', '{"accessTokenLifespan": 60}'],
    ['take the default of an unset variable', '{"a": "${NONE:x}"}', '{"a": "x"}'],
    ['prefer the variable to the default', '{"a": "${HOST:x}"}', '{"a": "app.example.org"}'],
    ['may have colons in the default', '{"a": "${NONE:http://localhost:8080/*}"}', '{"a": "http://localhost:8080/*"}'],
    ['may have an empty default', '{"a": "${NONE:}"}', '{"a": ""}'],
    ['take an empty variable', '{"a": "${EMPTY:x}"}', '{"a": ""}'],
    ['take the first of several that is set', '{"a": "${NONE,HOST:x}"}', '{"a": "app.example.org"}'],
    ['leave what is neither set nor has a default', '{"a": "${role_default-roles}"}', '{"a": "${role_default-roles}"}'],
    [
      'leave message keys with dots',
      '{"a": "resource_access.${client_id}.roles"}',
      '{"a": "resource_access.${client_id}.roles"}',
    ],
    ['leave a lone dollar and an open brace', '{"a": "$HOST ${HOST"}', '{"a": "$HOST ${HOST"}'],
    ['leave inherited names', '{"a": "${toString} ${constructor}"}', '{"a": "${toString} ${constructor}"}'],
    ['come more than once', '["${HOST}","${HOST}",${LIFESPAN}]', '["app.example.org","app.example.org",60]'],
  ]
  for (const [title, text, result] of cases) {
    it(title, () => assert.equal(replacePlaceholders(text, ENV), result))
  }

  it('put a value into a text as data, whatever it holds', () => {
    assert.deepEqual(JSON.parse(replacePlaceholders('{"a": "${QUOTED}", "b\\"": "${QUOTED}"}', ENV)), {
      a: ENV.QUOTED,
      'b"': ENV.QUOTED,
    })
  })

  it('are not looked for in values', () => {
    assert.equal(replacePlaceholders('"${A}"', { A: '${B}', B: 'x' }), '"${B}"')
  })
})
