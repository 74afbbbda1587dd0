/** What holds for a request to any endpoint. */
import type { Rule } from './rule.ts'

export const REQUEST_RULES = {
  realm_not_found: {
    rule: 'The URL names a realm of this server.',
    source: 'Keycloak: /realms/{realm}',
    repair: 'Check the spelling of the realm in the URL, or create or import the realm.',
  },
  realm_disabled: {
    rule: 'The realm is enabled.',
    source: 'Keycloak: realm setting Enabled',
    repair: 'Enable the realm in its settings.',
  },
  hostname_not_allowed: {
    rule: 'The server is addressed by a name that it knows as its own.',
    source: 'Option --hostname',
    repair: 'Start with --hostname set to the public URL; without it only local names are taken from requests.',
  },
  request_malformed: {
    rule: 'The request is well formed.',
    source: 'RFC 9110',
    repair: 'Check percent-encoding and content type.',
  },
  duplicated_parameter: {
    rule: 'A parameter comes once.',
    source: 'RFC 6749 §3.1',
    repair: 'Send each parameter a single time.',
  },
  parameter_too_long: {
    rule: 'A request and each of its parameters are of bounded size.',
    source: 'RFC 9700 §4',
    repair: 'Send less: keep state short and put what it stands for into your own session.',
  },
  origin_not_allowed: {
    rule: "A call from a browser comes from one of the client's web origins.",
    source: 'Fetch standard, CORS protocol',
    repair: "Add the origin to the client's Web origins (+ takes those of the redirect URIs).",
  },
} as const satisfies Record<string, Rule>
