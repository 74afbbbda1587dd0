import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { builtInFlows } from '../../../representations/defaults/flows.ts'
import type { AdminError } from '../admin-error.ts'
import {
  addConfig,
  addStep,
  addSubFlow,
  configureStep,
  deleteConfig,
  deleteStep,
  moveStep,
  parentOf,
  updateConfig,
  updateStep,
} from './execution-edits.ts'
import { executionRows } from './execution-rows.ts'
import { type Document, flowNamed, flowsOf, stepsOf } from './flow-document.ts'
import { copyFlow, createFlow, deleteFlow, updateFlow } from './flow-edits.ts'

const status = (expected: number) => (error: unknown) => (error as AdminError).status === expected

function counter(prefix: string): () => string {
  let last = 0
  return () => `${prefix}-${++last}`
}

/** A realm with Keycloak's own flows, every flow, step and configuration with an id. */
function builtIn(): Document {
  const id = counter('id')
  const all = builtInFlows({ organizations: true })
  return {
    browserFlow: 'browser',
    authenticationFlows: all
      .flatMap(({ flows }) => flows)
      .map((flow) => ({
        ...flow,
        id: `flow ${flow.alias}`,
        authenticationExecutions: (flow.authenticationExecutions ?? []).map((step) => ({ ...step, id: id() })),
      })),
    authenticatorConfig: all
      .flatMap(({ configs }) => configs)
      .map((config) => ({ ...config, id: `of ${config.alias}` })),
  }
}

/** The same with a flow `mine` of three steps `a`, `b`, `c`. */
function withMine(): Document {
  let document = createFlow(builtIn(), { alias: 'mine' }, 'flow mine')
  for (const id of ['a', 'b', 'c']) {
    document = addStep(document, parentOf(flowNamed(document, 'mine')), { provider: 'auth-cookie' }, id)
  }
  return document
}
const order = (document: Document, alias = 'mine') => {
  const flow = flowNamed(document, alias)
  return flow ? stepsOf(flow).map(({ id }) => id) : []
}

describe('edits of authentication flows', () => {
  it('copy a flow with all below it, under its own names and ids', () => {
    const before = builtIn()
    const after = copyFlow(before, 'browser', 'my', counter('new'))
    const copy = flowNamed(after, 'my')
    assert.equal(copy?.id, 'new-1')
    assert.equal(copy?.builtIn, false)
    assert.ok(flowNamed(after, 'my forms') && flowNamed(after, 'my Browser - Conditional 2FA'))
    const ids = flowsOf(after).flatMap((flow) => (flow.authenticationExecutions ?? []).map(({ id }) => id))
    assert.equal(new Set(ids).size, ids.length, 'no step shares its id')
    const config = flowNamed(after, 'my Browser - Conditional 2FA')?.authenticationExecutions?.find(
      ({ authenticatorConfig }) => authenticatorConfig,
    )?.authenticatorConfig
    assert.equal(config, 'my browser-conditional-credential')
    assert.deepEqual(flowNamed(after, 'browser'), flowNamed(before, 'browser'))
    assert.throws(() => copyFlow(after, 'browser', 'my', counter('x')), status(409))
    assert.throws(() => copyFlow(after, 'no-such', 'x', counter('x')), status(404))
  })

  it('remove a flow with what is below it, and nothing that others have', () => {
    const before = builtIn()
    const copied = copyFlow(before, 'browser', 'my', counter('new'))
    const after = deleteFlow(copied, 'new-1', false)
    assert.deepEqual(
      flowsOf(after).map(({ alias }) => alias),
      flowsOf(before).map(({ alias }) => alias),
    )
    assert.deepEqual(after.authenticatorConfig, before.authenticatorConfig)
  })

  for (const [what, document, bound, expected] of [
    ['that is built in', builtIn(), false, 400],
    ['that a client has', withMine(), true, 400],
    ['that the realm has', { ...withMine(), browserFlow: 'mine' }, false, 400],
    [
      'that an identity provider has',
      { ...withMine(), identityProviders: [{ firstBrokerLoginFlowAlias: 'mine' }] },
      false,
      400,
    ],
  ] as const) {
    it(`keep a flow ${what}`, () => {
      const id = flowNamed(document as Document, 'mine') ? 'flow mine' : 'flow browser'
      assert.throws(() => deleteFlow(document as Document, id, bound), status(expected))
    })
  }

  it('give a flow a new name everywhere', () => {
    const document = { ...withMine(), browserFlow: 'mine', identityProviders: [{ postBrokerLoginFlowAlias: 'mine' }] }
    const after = updateFlow(document, 'flow mine', { alias: 'yours' })
    assert.equal(after['browserFlow'], 'yours')
    assert.deepEqual(after['identityProviders'], [{ postBrokerLoginFlowAlias: 'yours' }])
    const renamed = updateFlow(builtIn(), 'flow forms', { alias: 'pages' })
    assert.ok(flowNamed(renamed, 'browser')?.authenticationExecutions?.some(({ flowAlias }) => flowAlias === 'pages'))
    assert.throws(() => updateFlow(document, 'flow mine', { alias: 'browser' }), status(409))
    assert.throws(() => updateFlow(document, 'no-such', {}), status(404))
  })

  it('refuse a flow without a name, of an unknown kind, or with a name that is taken', () => {
    assert.throws(() => createFlow(builtIn(), {}, 'x'), status(409))
    assert.throws(() => createFlow(builtIn(), { alias: 'x', providerId: 'nonsense' }, 'x'), status(400))
    assert.throws(() => createFlow(builtIn(), { alias: 'browser' }, 'x'), status(409))
    assert.throws(() => createFlow(builtIn(), { alias: 'a'.repeat(256) }, 'x'), status(400))
  })
})

describe('edits of the steps of a flow', () => {
  it('put a new step last, asked for only if it must be', () => {
    const before = withMine()
    const document = addStep(
      before,
      parentOf(flowNamed(before, 'mine')),
      { provider: 'auth-username-password-form' },
      'd',
    )
    assert.deepEqual(order(document), ['a', 'b', 'c', 'd'])
    const requirements = flowNamed(document, 'mine')?.authenticationExecutions?.map(({ requirement }) => requirement)
    assert.deepEqual(requirements, ['DISABLED', 'DISABLED', 'DISABLED', 'REQUIRED'])
  })

  it('refuse a step that is none, one of another kind of flow, and one for a built-in flow', () => {
    const document = withMine()
    const mine = parentOf(flowNamed(document, 'mine'))
    for (const provider of ['no-such', 'client-secret', 'registration-user-creation', undefined]) {
      assert.throws(() => addStep(document, mine, { provider }, 'd'), status(400))
    }
    assert.throws(() => parentOf(flowNamed(document, 'browser')), status(400))
    assert.throws(() => parentOf(undefined), status(400))
  })

  it('let a step come sooner or later, as far as there is room', () => {
    assert.deepEqual(order(moveStep(withMine(), 'b', 'raise')), ['b', 'a', 'c'])
    assert.deepEqual(order(moveStep(withMine(), 'b', 'lower')), ['a', 'c', 'b'])
    assert.deepEqual(order(moveStep(withMine(), 'a', 'raise')), ['a', 'b', 'c'])
    assert.deepEqual(order(moveStep(withMine(), 'c', 'lower')), ['a', 'b', 'c'])
    assert.throws(() => moveStep(withMine(), 'no-such', 'raise'), status(404))
    assert.throws(() => moveStep(builtIn(), 'id-1', 'lower'), status(400))
  })

  it('change what a step asks for, also in a built-in flow, but only below the flow that is named', () => {
    const document = withMine()
    const browser = flowNamed(document, 'browser')
    assert.ok(browser)
    const after = updateStep(document, browser, { id: 'id-1', requirement: 'REQUIRED' })
    assert.equal(flowNamed(after, 'browser')?.authenticationExecutions?.[0]?.requirement, 'REQUIRED')
    assert.throws(() => updateStep(document, browser, { id: 'a', requirement: 'REQUIRED' }), status(404))
    assert.throws(() => updateStep(document, browser, { id: 'id-1', requirement: 'SOMETIMES' }), status(400))
  })

  it('remove a sub-flow with its step', () => {
    const document = withMine()
    const ids = { flow: 'flow sub', step: 'd' }
    const sub = { alias: 'sub', type: 'basic-flow', description: undefined, provider: undefined }
    const added = addSubFlow(document, parentOf(flowNamed(document, 'mine')), sub, ids)
    assert.deepEqual(order(added), ['a', 'b', 'c', 'd'])
    const after = deleteStep(added, 'd')
    assert.equal(flowNamed(after, 'sub'), undefined)
    assert.deepEqual(order(after), ['a', 'b', 'c'])
    assert.throws(() => addSubFlow(added, parentOf(flowNamed(added, 'mine')), sub, ids), status(409))
    const form = { ...sub, alias: 'form', type: 'form-flow', provider: 'auth-cookie' }
    assert.throws(() => addSubFlow(added, parentOf(flowNamed(added, 'mine')), form, ids), status(400))
  })

  it('keep settings with their step, and take them away with it', () => {
    const configured = configureStep(withMine(), 'a', { id: 'config', alias: 'settings', config: { x: '1' } })
    const step = () => flowNamed(configured, 'mine')?.authenticationExecutions?.find(({ id }) => id === 'a')
    assert.equal(step()?.authenticatorConfig, 'settings')
    const renamed = updateConfig(configured, 'config', { alias: 'other', config: { x: '', y: '2' } })
    assert.equal(stepsOf(flowNamed(renamed, 'mine') ?? {})[0]?.authenticatorConfig, 'other')
    assert.deepEqual(renamed.authenticatorConfig?.find(({ id }) => id === 'config')?.config, { y: '2' })
    const without = deleteConfig(renamed, 'config')
    assert.equal(stepsOf(flowNamed(without, 'mine') ?? {})[0]?.authenticatorConfig, undefined)
    assert.ok(!deleteStep(configured, 'a').authenticatorConfig?.some(({ id }) => id === 'config'))
    assert.throws(() => addConfig(configured, { alias: 'settings' }), status(409))
    assert.throws(() => addConfig(configured, {}), status(409))
    assert.throws(() => deleteConfig(configured, 'no-such'), status(404))
  })

  it('end at a circle', () => {
    const step = { id: 's', authenticatorFlow: true, flowAlias: 'round', requirement: 'REQUIRED', priority: 0 }
    const document: Document = { authenticationFlows: [{ id: 'r', alias: 'round', authenticationExecutions: [step] }] }
    const flow = flowNamed(document, 'round')
    assert.ok(flow && executionRows(document, flow).length < 100)
    assert.deepEqual(flowsOf(deleteFlow(document, 'r', false)), [])
  })
})
