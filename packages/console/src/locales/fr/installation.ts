import type { Translated } from '../../i18n/translated.ts'
import type { texts as english } from '../en/installation.ts'

export const texts: Translated<typeof english> = {
  about: 'Prêt à coller, avec les valeurs de ce client. Les bibliothèques trouvent le reste chez l’issuer.',
  issuer: 'Issuer',
  clientId: 'ID du client',
  redirectUri: 'URI de redirection',
  noRedirectUri: 'Aucune : ajoutez-en une dans les paramètres',
  noRedirectUriAbout:
    'Sans URI de redirection précise, personne ne revient à l’application. Ci-dessous, un exemple ; entrez la vraie dans les paramètres.',
  withSecret: 'Mettre le secret du client',
  withSecretAbout: 'Désactivé, CLIENT_SECRET tient sa place, et ce que vous copiez peut être montré.',
  bearerOnly: 'Personne ne se connecte à ce client',
  bearerOnlyAbout: 'Un client bearer-only prend les jetons que d’autres apportent, et n’a besoin que de l’issuer.',
  'title-relying-party': 'Latchkey relying party pour Node',
  'about-relying-party':
    'Sessions sur le serveur, jamais de jetons dans le navigateur. npm install @latchkey/relying-party fastify',
  'title-keycloak-js': 'keycloak-js',
  'about-keycloak-js': 'Pour un script dans le navigateur. Son origine doit figurer dans les origines web du client.',
  'title-spring': 'Spring Boot',
  'about-spring':
    'Connecte les gens, et vérifie les jetons de ceux qui appellent. Le retour propre à Spring est /login/oauth2/code/latchkey.',
  'title-oauth2-proxy': 'oauth2-proxy',
  'about-oauth2-proxy':
    'Se place devant une application qui ne sait rien de la connexion. Son propre retour est /oauth2/callback.',
  'title-curl': 'curl',
  'about-curl': 'Pour voir dans un shell ce que répond le serveur.',
}
