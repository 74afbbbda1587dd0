import type { Translated } from '../../i18n/translated.ts'
import type { texts as english } from '../en/installation.ts'

export const texts: Translated<typeof english> = {
  about: 'Fertig zum Einfügen, mit den Werten dieses Clients. Alles andere finden Bibliotheken beim Issuer.',
  issuer: 'Issuer',
  clientId: 'Client-ID',
  redirectUri: 'Redirect-URI',
  noRedirectUri: 'Noch keine: in den Einstellungen hinzufügen',
  noRedirectUriAbout:
    'Ohne Redirect-URI mit einer genauen Adresse kommt niemand zur Anwendung zurück. Unten steht ein Beispiel; tragen Sie die echte in den Einstellungen ein.',
  withSecret: 'Client Secret einsetzen',
  withSecretAbout: 'Aus: An seiner Stelle steht CLIENT_SECRET, damit das Kopierte gezeigt werden darf.',
  bearerOnly: 'Bei diesem Client meldet sich niemand an',
  bearerOnlyAbout: 'Ein Bearer-only-Client nimmt Tokens, die andere bringen, und braucht nur den Issuer.',
  'title-relying-party': 'Latchkey Relying Party für Node',
  'about-relying-party': 'Sitzungen auf dem Server, Tokens nie im Browser. npm install @latchkey/relying-party fastify',
  'title-keycloak-js': 'keycloak-js',
  'about-keycloak-js': 'Für ein Skript im Browser. Seine Origin muss bei den Web Origins des Clients stehen.',
  'title-spring': 'Spring Boot',
  'about-spring':
    'Meldet Menschen an und prüft die Tokens der Aufrufer. Springs eigener Callback ist /login/oauth2/code/latchkey.',
  'title-oauth2-proxy': 'oauth2-proxy',
  'about-oauth2-proxy':
    'Steht vor einer Anwendung, die nichts von Anmeldung weiß. Sein eigener Callback ist /oauth2/callback.',
  'title-curl': 'curl',
  'about-curl': 'Um in einer Shell zu sehen, was der Server antwortet.',
}
