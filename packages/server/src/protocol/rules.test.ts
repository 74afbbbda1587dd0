import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { AUTHORIZATION_RULES } from './rules/authorization-rules.ts'
import { CLIENT_AUTHENTICATION_RULES } from './rules/client-authentication-rules.ts'
import { GRANT_RULES } from './rules/grant-rules.ts'
import { LOGIN_RULES } from './rules/login-rules.ts'
import { PRESENTED_TOKEN_RULES } from './rules/presented-token-rules.ts'
import { REQUEST_RULES } from './rules/request-rules.ts'
import { RULES } from './rules.ts'

describe('the rules that refuse', () => {
  it('stand in one table each', () => {
    const tables = [
      REQUEST_RULES,
      AUTHORIZATION_RULES,
      LOGIN_RULES,
      CLIENT_AUTHENTICATION_RULES,
      GRANT_RULES,
      PRESENTED_TOKEN_RULES,
    ]
    assert.deepEqual(tables.flatMap(Object.keys).toSorted(), Object.keys(RULES).toSorted())
  })
})
