import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { AuthenticationFlow, FlowExecution, Requirement } from '../../model/realm.ts'
import type { User } from '../../model/user.ts'
import { type Authenticator, type Condition, LoginAttempt, type Step } from './authenticator.ts'
import { FlowRunner } from './flow.ts'

const user = { id: 'u1', username: 'alice' } as User
const challenge: Step = { kind: 'challenge', page: { kind: 'login', username: '' } }
const success: Step = { kind: 'success', user }

const step = (authenticator: string, requirement: Requirement = 'REQUIRED'): FlowExecution => ({
  id: `id-of-${authenticator}`,
  requirement,
  authenticator,
  flowAlias: undefined,
  configAlias: undefined,
})
const sub = (flowAlias: string, requirement: Requirement): FlowExecution => ({
  ...step(flowAlias, requirement),
  authenticator: undefined,
  flowAlias,
})

/** Runs a browser flow whose authenticators decide as told. */
async function run(
  flows: Record<string, readonly FlowExecution[]>,
  decisions: Record<string, Step>,
  options: { done?: string[]; credentials?: string[]; known?: boolean; conditions?: Record<string, boolean> } = {},
) {
  const asked: string[] = []
  const authenticators = Object.entries(decisions).map(
    ([providerId, decision]): Authenticator => ({
      providerId,
      async begin() {
        asked.push(providerId)
        return decision
      },
    }),
  )
  const conditions: Condition[] = [
    {
      providerId: 'conditional-user-configured',
      holds: async ({ user: known }, configured) => known !== undefined && configured(known),
    },
    ...Object.entries(options.conditions ?? {}).map(
      ([providerId, value]): Condition => ({ providerId, holds: async () => value }),
    ),
  ]
  const byAlias = new Map(
    Object.entries(flows).map(([alias, executions]): [string, AuthenticationFlow] => [
      alias,
      { id: alias, alias, topLevel: true, executions },
    ]),
  )
  const runner = new FlowRunner(
    {
      authenticators: new Map(authenticators.map((one) => [one.providerId, one])),
      conditions: new Map(conditions.map((one) => [one.providerId, one])),
    },
    byAlias,
  )
  const attempt = new LoginAttempt({
    context: undefined as never,
    client: undefined as never,
    done: options.done ?? [],
    user: options.known ? user : undefined,
  })
  attempt.credentials = async () => (options.credentials ?? ['password']).map((type) => ({ type }) as never)
  return { outcome: await runner.run(attempt, 'browser'), asked, attempt, runner }
}

describe('Keycloak: the interpreter of authentication flows', () => {
  it('does not get round a second factor that nobody can ask for by way of another alternative', async () => {
    const flows = {
      browser: [sub('forms', 'ALTERNATIVE'), step('easier', 'ALTERNATIVE')],
      forms: [step('password'), sub('second', 'CONDITIONAL')],
      second: [step('conditional-x', 'REQUIRED'), step('unheard-of', 'ALTERNATIVE')],
    }
    const { outcome, asked } = await run(
      flows,
      { password: success, easier: success },
      { conditions: { 'conditional-x': true } },
    )
    assert.deepEqual(outcome, { kind: 'unsupported', providerId: 'second' })
    assert.deepEqual(asked, ['password'])
  })

  it('takes the first alternative that succeeds and asks no further', async () => {
    const { outcome, asked } = await run(
      { browser: [step('cookie', 'ALTERNATIVE'), step('form', 'ALTERNATIVE')] },
      { cookie: success, form: challenge },
    )
    assert.equal(outcome.kind, 'success')
    assert.deepEqual(asked, ['cookie'])
  })

  it('goes on to the next alternative when one does not apply, and waits for its page', async () => {
    const { outcome } = await run(
      { browser: [step('cookie', 'ALTERNATIVE'), sub('forms', 'ALTERNATIVE')], forms: [step('form')] },
      { cookie: { kind: 'attempted' }, form: challenge },
    )
    assert.equal(outcome.kind, 'waits')
    assert.equal(outcome.kind === 'waits' && outcome.execution.authenticator, 'form')
  })

  it('does not succeed when no alternative applies', async () => {
    const { outcome } = await run({ browser: [step('cookie', 'ALTERNATIVE')] }, { cookie: { kind: 'attempted' } })
    assert.equal(outcome.kind, 'attempted')
  })

  it('does not succeed on an empty or missing flow', async () => {
    assert.equal((await run({ browser: [] }, {})).outcome.kind, 'skipped')
    assert.equal((await run({}, {})).outcome.kind, 'skipped')
    assert.equal((await run({ browser: [step('cookie', 'DISABLED')] }, { cookie: success })).outcome.kind, 'skipped')
  })

  it('needs every required execution, in order, and ignores alternatives beside them', async () => {
    const { outcome, asked } = await run(
      { browser: [step('first'), step('second'), step('other', 'ALTERNATIVE')] },
      { first: success, second: challenge, other: success },
    )
    assert.equal(outcome.kind, 'waits')
    assert.deepEqual(asked, ['first', 'second'])
  })

  it('does not ask again what has succeeded', async () => {
    const { outcome, asked } = await run(
      { browser: [step('first'), step('second')] },
      { first: challenge, second: success },
      { done: ['id-of-first'] },
    )
    assert.equal(outcome.kind, 'success')
    assert.deepEqual(asked, ['second'])
  })

  const withSecondFactor = {
    browser: [sub('forms', 'ALTERNATIVE')],
    forms: [step('form'), sub('2fa', 'CONDITIONAL')],
    '2fa': [step('conditional-user-configured'), step('auth-otp-form', 'ALTERNATIVE')],
  }

  it('skips a conditional flow whose condition does not hold', async () => {
    const { outcome } = await run(withSecondFactor, { form: success })
    assert.equal(outcome.kind, 'success')
  })

  it('attack case 34: lets nobody in without the second factor he has set up, because it can’t be asked for', async () => {
    const { outcome } = await run(withSecondFactor, { form: success }, { credentials: ['password', 'otp'] })
    assert.notEqual(outcome.kind, 'success')
  })

  it('asks for the second factor where it is known', async () => {
    const { outcome } = await run(
      withSecondFactor,
      { form: success, 'auth-otp-form': challenge },
      { credentials: ['password', 'otp'] },
    )
    assert.equal(outcome.kind, 'waits')
  })

  it('takes a conditional flow without conditions for disabled', async () => {
    const flows = { browser: [step('form'), sub('2fa', 'CONDITIONAL')], '2fa': [step('auth-otp-form')] }
    assert.equal((await run(flows, { form: success })).outcome.kind, 'success')
  })

  it('takes an unknown condition for one that holds: it may guard something', async () => {
    const flows = {
      browser: [step('form'), sub('guarded', 'CONDITIONAL')],
      guarded: [step('conditional-unheard-of'), step('more')],
    }
    assert.equal((await run(flows, { form: success, more: challenge })).outcome.kind, 'waits')
  })

  it('needs all conditions to hold', async () => {
    const flows = {
      browser: [step('form'), sub('2fa', 'CONDITIONAL')],
      '2fa': [step('conditional-a'), step('conditional-b'), step('more')],
    }
    const conditions = { 'conditional-a': true, 'conditional-b': false }
    assert.equal((await run(flows, { form: success, more: challenge }, { conditions })).outcome.kind, 'success')
  })

  it('refuses a required execution it does not know, and passes over an alternative one', async () => {
    assert.deepEqual((await run({ browser: [step('unheard-of')] }, {})).outcome, {
      kind: 'unsupported',
      providerId: 'unheard-of',
    })
    const beside = await run(
      { browser: [step('unheard-of', 'ALTERNATIVE'), step('form', 'ALTERNATIVE')] },
      { form: challenge },
    )
    assert.equal(beside.outcome.kind, 'waits')
  })

  it('goes on after a required flow all of whose conditions fail', async () => {
    const flows = {
      browser: [step('form'), sub('more', 'REQUIRED')],
      more: [sub('2fa', 'CONDITIONAL')],
      '2fa': [step('conditional-a'), step('x')],
    }
    assert.equal(
      (await run(flows, { form: success, x: challenge }, { conditions: { 'conditional-a': false } })).outcome.kind,
      'success',
    )
  })

  it('ends on a flow that contains itself', async () => {
    assert.equal((await run({ browser: [sub('browser', 'REQUIRED')] }, {})).outcome.kind, 'unsupported')
  })

  it('finds an execution below the flow, but none that is disabled or elsewhere', async () => {
    const { runner } = await run({ ...withSecondFactor, other: [step('elsewhere')] }, { form: success })
    assert.equal(runner.find('browser', 'id-of-form')?.authenticator, 'form')
    assert.equal(runner.find('browser', 'id-of-elsewhere'), undefined)
  })
})
