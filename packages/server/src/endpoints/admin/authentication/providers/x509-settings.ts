/** How a step finds a user by the certificate of the connection. */
import type { ConfigProperty } from '../../server-info/config-property.ts'
import { setting } from './step-provider.ts'

export const X509_SETTINGS: readonly ConfigProperty[] = [
  setting('x509-cert-auth.mapping-source-selection', 'List', 'User Identity Source', {
    defaultValue: 'Match SubjectDN using regular expression',
    options: [
      'Match SubjectDN using regular expression',
      "Subject's e-mail",
      "Subject's Alternative Name E-mail",
      "Subject's Alternative Name otherName (UPN)",
      "Subject's Common Name",
      'Match IssuerDN using regular expression',
      'Certificate Serial Number',
      'Certificate Serial Number and IssuerDN',
      'SHA-256 Thumbprint',
      'Full Certificate in PEM format',
    ],
  }),
  setting('x509-cert-auth.canonical-dn-enabled', 'boolean', 'Canonical DN representation enabled', {
    defaultValue: 'false',
  }),
  setting('x509-cert-auth.serialnumber-hex-enabled', 'boolean', 'Enable Serial Number hexadecimal representation', {
    defaultValue: 'false',
  }),
  setting('x509-cert-auth.regular-expression', 'String', 'A regular expression to extract user identity', {
    defaultValue: '(.*?)(?:$)',
  }),
  setting('x509-cert-auth.mapper-selection', 'List', 'User mapping method', {
    defaultValue: 'Custom Attribute Mapper',
    options: ['Custom Attribute Mapper', 'Username or Email'],
  }),
  setting('x509-cert-auth.mapper-selection.user-attribute-name', 'MultivaluedString', 'A name of user attribute', {
    defaultValue: 'usercertificate',
  }),
  setting('x509-cert-auth.timestamp-validation-enabled', 'boolean', 'Check certificate validity', {
    defaultValue: 'true',
  }),
  setting('x509-cert-auth.crl-checking-enabled', 'boolean', 'CRL Checking Enabled'),
  setting(
    'x509-cert-auth.crldp-checking-enabled',
    'boolean',
    'Enable CRL Distribution Point to check certificate revocation status',
    { defaultValue: 'false' },
  ),
  setting('x509-cert-auth.crl-relative-path', 'MultivaluedString', 'CRL Path', { defaultValue: 'crl.pem' }),
  setting('x509-cert-auth-crl-abort-if-non-updated', 'boolean', 'CRL abort if non updated', { defaultValue: 'true' }),
  setting('x509-cert-auth.ocsp-checking-enabled', 'boolean', 'OCSP Checking Enabled'),
  setting('x509-cert-auth.ocsp-fail-open', 'boolean', 'OCSP Fail-Open Behavior', { defaultValue: 'false' }),
  setting('x509-cert-auth.ocsp-responder-uri', 'String', 'OCSP Responder Uri'),
  setting('x509-cert-auth.ocsp-responder-certificate', 'Text', 'OCSP Responder Certificate'),
  setting('x509-cert-auth.keyusage', 'String', 'Validate Key Usage'),
  setting('x509-cert-auth.extendedkeyusage', 'String', 'Validate Extended Key Usage'),
  setting('x509-cert-auth.confirmation-page-disallowed', 'boolean', 'Bypass identity confirmation'),
  setting('x509-cert-auth.revalidate-certificate-enabled', 'boolean', 'Revalidate Client Certificate'),
  setting('x509-cert-auth.certificate-policy', 'String', 'Validate Certificate Policy'),
  setting('x509-cert-auth.certificate-policy-mode', 'List', 'Certificate Policy Validation Mode', {
    defaultValue: 'All',
    options: ['All', 'Any'],
  }),
]
