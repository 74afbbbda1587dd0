/** `testSMTPConnection`: sends the administrator a mail with settings that are not saved yet. */
import { type MailFault, MailNotSent } from '../../../mail/mail-sender.ts'
import { MASK } from '../../../representations/complete-clients.ts'
import { textMapOf } from '../../../representations/fields.ts'
import type { ShapeOf } from '../../../representations/json-shape.ts'
import { textMap } from '../../../representations/shapes.ts'
import { noContent } from '../../answers.ts'
import { AdminError } from '../admin-error.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'

export const testMailRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'POST',
    path: '/testSMTPConnection',
    summary: 'Send yourself a mail with these settings of a mail server',
    needs: 'manage-realm',
    body: textMap,
    changes: 'nothing',
    answer: sendTestMail,
  }),
]

async function sendTestMail({
  services,
  realm,
  admin,
  body,
}: AdminContext<ShapeOf<typeof textMap>>): Promise<AdminResponse> {
  const { email } = admin.user
  if (email === undefined) {
    throw notSent('your own account has no e-mail address to send the test to', 'no-own-address')
  }
  const stored = textMapOf(realm.representation['smtpServer'])['password']
  // asterisks are the password that is there, but only for the server that it was given for
  const isSameServer = textMapOf(realm.representation['smtpServer'])['host'] === body['host']
  const settings = body['password'] === MASK ? { ...body, password: isSameServer ? (stored ?? '') : '' } : body
  try {
    await services.mail.send(settings, {
      to: email,
      subject: `Test mail of ${realm.displayName ?? realm.name}`,
      text: `This mail was sent to test the mail server of the realm ${realm.name}. It arrived: the settings work.`,
    })
  } catch (error) {
    if (error instanceof MailNotSent) throw notSent(error.message, error.fault)
    throw error
  }
  return noContent()
}

/** @param fault - for consoles, which say it in the reader's language. */
function notSent(because: string, fault: MailFault | 'no-own-address'): AdminError {
  const field = fault === 'no-own-address' ? undefined : FIELDS[fault]
  const errorMessage = `Failed to send email: ${because}`
  return new AdminError(400, { errorMessage, ...(field !== undefined && { field }), params: [fault] })
}

/** Of `smtpServer`: which one is to be looked at first. */
const FIELDS: Readonly<Record<MailFault, string>> = {
  'no-host': 'host',
  'no-sender': 'from',
  'unknown-host': 'host',
  refused: 'host',
  timeout: 'host',
  tls: 'ssl',
  login: 'user',
  rejected: 'from',
}
