/** Steps of people who forgot what they sign in with. */
import { ALWAYS, type StepProvider, setting, USUAL } from './step-provider.ts'

export const RESET_STEPS: readonly StepProvider[] = [
  {
    id: 'reset-credential-email',
    displayName: 'Send Reset Email',
    description: 'Sends the e-mail with which a password is reset.',
    choices: ALWAYS,
    settings: [
      setting('force-login', 'List', 'Force login after reset', {
        defaultValue: 'only-federated',
        options: ['true', 'false', 'only-federated'],
      }),
    ],
  },
  {
    id: 'reset-credentials-choose-user',
    displayName: 'Choose User',
    description: 'Asks whose password is to be reset.',
    choices: ALWAYS,
  },
  {
    id: 'reset-otp',
    displayName: 'Reset OTP',
    description: 'Has one-time passwords removed or set up anew.',
    choices: USUAL,
    settings: [
      setting('action_on_otp_reset_flag', 'List', 'Action on OTP reset.', {
        defaultValue: 'Remove none',
        options: ['Remove none', 'Remove one', 'Remove all'],
      }),
    ],
  },
  {
    id: 'reset-password',
    displayName: 'Reset Password',
    description: 'Has a new password set after the e-mail was confirmed.',
    choices: USUAL,
  },
]
