/** Steps without pages: user name and password come with the request. */
import { ALWAYS, ANY, type StepProvider, USUAL } from './step-provider.ts'
import { X509_SETTINGS } from './x509-settings.ts'

export const DIRECT_STEPS: readonly StepProvider[] = [
  {
    id: 'direct-grant-auth-x509-username',
    displayName: 'X509/Validate Username',
    description: 'Finds the user of a password grant by the client certificate.',
    choices: ALWAYS,
    settings: X509_SETTINGS,
  },
  {
    id: 'direct-grant-validate-otp',
    displayName: 'OTP',
    description: 'Checks the one-time password that came with a password grant.',
    choices: USUAL,
  },
  {
    id: 'direct-grant-validate-password',
    displayName: 'Password',
    description: 'Checks the password that came with a password grant.',
    choices: USUAL,
  },
  {
    id: 'direct-grant-validate-username',
    displayName: 'Username Validation',
    description: 'Finds the user of a password grant by its user name.',
    choices: ALWAYS,
  },
  {
    id: 'docker-http-basic-authenticator',
    displayName: 'Docker Authenticator',
    description: 'Signs a Docker client in by HTTP Basic.',
    choices: ALWAYS,
  },
  {
    id: 'http-basic-authenticator',
    displayName: 'HTTP Basic Authentication',
    description: 'Takes user name and password from the Authorization header.',
    choices: ANY,
  },
]
