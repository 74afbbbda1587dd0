/**
 * The policy of every page: nothing but our own style sheet, scripts and images, and nothing inline.
 *
 * There is no `form-action` on purpose. Browsers based on Chromium apply it to every redirect that answers a form, and a
 * login form is answered with a redirect to the client, which may be any registered URI, an application's own scheme
 * included; the page of `form_post` leads there directly. A list would break logins, and what it guards against,
 * a form that markup from outside brings in, the escaping of pages already rules out.
 *
 * Framing is left to the same origin as Keycloak leaves it, so that silent sign-in in a frame of ours goes on working.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
  "object-src 'none'",
].join('; ')
