/** Words around what is pasted into applications. */
export const texts = {
  about: 'Ready to paste, with the values of this client. Libraries find everything else at the issuer.',
  issuer: 'Issuer',
  clientId: 'Client ID',
  redirectUri: 'Redirect URI',
  noRedirectUri: 'None yet: add one in the settings',
  noRedirectUriAbout:
    'Without a redirect URI that names one address, people can’t come back to the application. Below stands an example; enter the real one in the settings.',
  withSecret: 'Put the client secret in',
  withSecretAbout: 'Off, CLIENT_SECRET stands in its place, so that what you copy can be shown around.',
  bearerOnly: 'Nobody signs in at this client',
  bearerOnlyAbout: 'A bearer-only client takes the tokens that others bring, and needs only the issuer.',
  'title-relying-party': 'Latchkey relying party for Node',
  'about-relying-party':
    'Sessions on the server, tokens never in the browser. npm install @latchkey/relying-party fastify',
  'title-keycloak-js': 'keycloak-js',
  'about-keycloak-js': 'For a script in the browser. Its origin must stand among the web origins of the client.',
  'title-spring': 'Spring Boot',
  'about-spring':
    'Signs people in, and checks the tokens of those who call. Spring’s own callback is /login/oauth2/code/latchkey.',
  'title-oauth2-proxy': 'oauth2-proxy',
  'about-oauth2-proxy':
    'Stands before an application that knows nothing of signing in. Its own callback is /oauth2/callback.',
  'title-curl': 'curl',
  'about-curl': 'To see from a shell what the server answers.',
} as const
