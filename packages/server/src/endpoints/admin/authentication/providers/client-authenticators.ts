/** How clients prove who they are. */
import { type ConfigProperty, property } from '../../server-info/config-property.ts'
import { type StepProvider, USUAL } from './step-provider.ts'

const FEDERATED_JWT: readonly ConfigProperty[] = [
  property('jwt.credential.issuer', 'String', {
    label: 'Identity provider',
    helpText: 'Alias of the identity provider of this realm that issues the assertion.',
    required: true,
  }),
  property('jwt.credential.sub', 'String', {
    label: 'Federated subject',
    helpText: 'Who the client is to the identity provider.',
    required: true,
  }),
]

export const CLIENT_AUTHENTICATORS: readonly StepProvider[] = [
  {
    id: 'client-jwt',
    displayName: 'Signed JWT',
    description: 'The client signs a JWT with its own key.',
    choices: USUAL,
    supportsSecret: false,
  },
  {
    id: 'client-secret',
    displayName: 'Client Id and Secret',
    description: 'The client sends its secret, in the Authorization header or in the form.',
    choices: USUAL,
    supportsSecret: true,
  },
  {
    id: 'client-secret-jwt',
    displayName: 'Signed JWT with Client Secret',
    description: 'The client signs a JWT with its secret.',
    choices: USUAL,
    supportsSecret: true,
  },
  {
    id: 'client-x509',
    displayName: 'X509 Certificate',
    description: 'The client shows a certificate.',
    choices: USUAL,
    supportsSecret: false,
  },
  {
    perClient: FEDERATED_JWT,
    id: 'federated-jwt',
    displayName: 'Signed JWT - Federated',
    description: 'The client sends a JWT that an identity provider signed.',
    choices: USUAL,
    supportsSecret: false,
  },
]
