/** Pages made of several steps, and the steps of such a page. */
import { type StepProvider, SWITCH, setting } from './step-provider.ts'

export const FORMS: readonly StepProvider[] = [
  {
    id: 'registration-page-form',
    displayName: 'Registration Page',
    description: 'Shows the registration page.',
    choices: SWITCH,
  },
]

export const FORM_ACTIONS: readonly StepProvider[] = [
  {
    id: 'registration-password-action',
    displayName: 'Password Validation',
    description: 'Checks the new password and keeps it.',
    choices: SWITCH,
    settings: [setting('always_set_password_on_register_form', 'boolean', 'Always set password on register form')],
  },
  {
    id: 'registration-recaptcha-action',
    displayName: 'reCAPTCHA',
    description: 'Adds reCAPTCHA to the form.',
    choices: SWITCH,
    settings: [
      setting('site.key', 'String', 'reCAPTCHA Site Key'),
      setting('secret.key', 'String', 'reCAPTCHA Secret', { secret: true }),
      setting('action', 'String', 'Action Name', { defaultValue: 'register' }),
      setting('useRecaptchaNet', 'boolean', 'Use recaptcha.net', { defaultValue: 'false' }),
      setting('recaptcha.v3', 'boolean', 'reCAPTCHA v3', { defaultValue: 'false' }),
    ],
  },
  {
    id: 'registration-recaptcha-enterprise',
    displayName: 'reCAPTCHA Enterprise',
    description: 'Adds reCAPTCHA Enterprise to the form.',
    choices: SWITCH,
    settings: [
      setting('project.id', 'String', 'Project ID'),
      setting('site.key', 'String', 'reCAPTCHA Site Key'),
      setting('api.key', 'String', 'Google API Key', { secret: true }),
      setting('score.threshold', 'String', 'Min. Score Threshold', { defaultValue: '0.7' }),
      setting('action', 'String', 'Action Name', { defaultValue: 'register' }),
      setting('useRecaptchaNet', 'boolean', 'Use recaptcha.net', { defaultValue: 'false' }),
      setting('recaptcha.v3', 'boolean', 'reCAPTCHA v3', { defaultValue: 'false' }),
    ],
  },
  {
    id: 'registration-terms-and-conditions',
    displayName: 'Terms and conditions',
    description: 'Has the terms accepted before the user is made.',
    choices: SWITCH,
  },
  {
    id: 'registration-user-creation',
    displayName: 'Registration User Profile Creation',
    description: 'Checks the profile and makes the user; must come first.',
    choices: SWITCH,
  },
]
