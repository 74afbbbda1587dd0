/** Conditions: whether the sub-flow that begins with one is gone through. */
import { type StepProvider, SWITCH, setting } from './step-provider.ts'

export const CONDITIONS: readonly StepProvider[] = [
  {
    id: 'conditional-client-scope',
    displayName: 'Condition - client scope',
    description: 'Holds when the request comes with a client scope.',
    choices: SWITCH,
    settings: [
      setting('client_scope', 'String', 'Client scope name', { required: true }),
      setting('negate', 'boolean', 'Negate output', { required: true }),
    ],
  },
  {
    id: 'conditional-credential',
    displayName: 'Condition - credential',
    description: 'Holds when one of these credentials was, or was not, used in this sign-in.',
    choices: SWITCH,
    settings: [
      setting('credentials', 'MultivaluedList', 'Credentials', {
        options: [
          'webauthn',
          'recovery-authn-codes',
          'otp',
          'password',
          'webauthn-passwordless',
          'kerberos',
          'cert',
          'none',
        ],
        required: true,
      }),
      setting('included', 'boolean', 'Included'),
    ],
  },
  {
    id: 'conditional-level-of-authentication',
    displayName: 'Condition - Level of Authentication',
    description: 'Holds when the level that was asked for is not reached yet.',
    choices: SWITCH,
    settings: [
      setting('loa-condition-level', 'String', 'loa-condition-level'),
      setting('loa-max-age', 'String', 'loa-max-age', { defaultValue: '36000' }),
    ],
  },
  {
    id: 'conditional-sub-flow-executed',
    displayName: 'Condition - sub-flow executed',
    description: 'Holds when another sub-flow was, or was not, gone through.',
    choices: SWITCH,
    settings: [
      setting('flow_to_check', 'String', 'Flow name', { required: true }),
      setting('check_result', 'List', 'Check result', {
        defaultValue: 'executed',
        options: ['executed', 'not-executed'],
        required: true,
      }),
    ],
  },
  {
    id: 'conditional-user-attribute',
    displayName: 'Condition - user attribute',
    description: 'Holds when an attribute of the user has a value.',
    choices: SWITCH,
    settings: [
      setting('attribute_name', 'String', 'Attribute name'),
      setting('attribute_expected_value', 'String', 'Expected attribute value'),
      setting('include_group_attributes', 'boolean', 'Include group attributes'),
      setting('not', 'boolean', 'Negate output'),
      setting('regex', 'boolean', 'regex'),
    ],
  },
  {
    id: 'conditional-user-configured',
    displayName: 'Condition - user configured',
    description: 'Holds when the user has set up the other steps of the flow.',
    choices: SWITCH,
  },
  {
    id: 'conditional-user-role',
    displayName: 'Condition - user role',
    description: 'Holds when the user has a role.',
    choices: SWITCH,
    settings: [setting('condUserRole', 'Role', 'User role'), setting('negate', 'boolean', 'Negate output')],
  },
]
