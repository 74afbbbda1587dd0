import type { Translated } from '../../i18n/translated.ts'
import type { texts as english } from '../en/client-policies.ts'

export const texts: Translated<typeof english> = {
  ends: 'Expire',
  ended: 'Expiré',
  secretOver: 'Ce secret a expiré : le client est refusé jusqu’à ce qu’il soit renouvelé.',
  regenerateRotates:
    'Le secret actuel reste valable un moment, comme le dit la politique. Il est alors affiché plus bas.',
  regenerateLast: 'Celui d’avant est refusé aussitôt.',
  regeneratePerhaps:
    'Si la politique {{names}} vaut pour ce client, le secret actuel reste valable un moment. Sinon il cesse aussitôt.',
  rotated: 'Secret précédent',
  rotatedAbout:
    'Il a été remplacé et reste valable, pour que l’application reçoive le nouveau sans interruption. Les événements des connexions avec lui portent client_secret_state: rotated.',
  rotatedEnded: 'Il est refusé. Expiré',
  invalidate: 'Invalider le secret précédent',
  invalidateTitle: 'Invalider le secret précédent de {{clientId}} ?',
  invalidateNow:
    'Il est refusé aussitôt. Une application qui n’a pas encore le secret actuel n’obtient plus de jetons.',
  invalidatePresent: 'Le secret actuel reste tel quel.',
  invalidated: 'Le secret précédent est refusé désormais',
  rotation: 'Rotation',
  rotationAbout:
    'Avec une politique de client, les secrets expirent, et celui qui a été remplacé reste valable un moment.',
  rotates: 'Une politique vaut pour ce client : ses secrets expirent.',
  rotatesSoon:
    'Les secrets tournent par la politique {{names}}. Si elle vaut pour ce client, elle commence quand il est modifié ou que son secret est renouvelé.',
  rotatesNot: 'Aucune politique de ce realm ne fait tourner les secrets : un secret renouvelé est refusé aussitôt.',
  toPolicies: 'Aux politiques de client',
  turnOn: 'Activer la rotation',
  turnOnTitle: 'Faire tourner les secrets des clients confidentiels ?',
  turnOnAbout:
    'Une politique pour tous les clients confidentiels de ce realm est ajoutée. Elle vaut pour un client dès qu’il est modifié ou que son secret est renouvelé ; quand son secret a expiré, il est refusé jusqu’à ce que quelqu’un le renouvelle.',
  turnedOn: 'Les secrets des clients confidentiels tournent',
  expiration: 'Les secrets expirent après',
  expirationAbout: 'À partir de sa création.',
  expirationMissing: 'Un secret doit valoir un certain temps.',
  rotatedExpiration: 'Le secret précédent vaut encore',
  rotatedExpirationAbout: 'À partir de son remplacement. 0 le refuse aussitôt.',
  rotatedTooLong: 'Le secret précédent ne peut valoir plus longtemps que celui qui le remplace.',
  policies: 'Politiques',
  policiesAbout:
    'Quels clients sont tenus à quels profils. Toutes les conditions d’une politique doivent être remplies.',
  policiesEmpty: 'Pas encore de politiques de client',
  policiesEmptyAbout: 'Une politique nomme des conditions pour les clients et les profils auxquels ils sont tenus.',
  policiesSaved: 'Les politiques sont enregistrées',
  editPolicies: 'Modifier les politiques',
  profiles: 'Profils',
  profilesAbout:
    'Des listes d’exécuteurs (executors) : ce à quoi un client est tenu. Parmi eux, secret-rotation agit ; les autres sont gardés, comme pour Keycloak, et ne font rien ici pour l’instant. Les politiques peuvent aussi nommer les profils globaux de Keycloak (fapi-2-security-profile …).',
  profilesEmpty: 'Aucun profil propre à ce realm',
  profilesEmptyAbout: 'Un profil énumère des exécuteurs avec leurs réglages.',
  profilesSaved: 'Les profils sont enregistrés',
  editProfiles: 'Modifier les profils',
  name: 'Nom',
  state: 'État',
  enabled: 'active',
  disabled: 'inactive',
  conditions: 'Conditions',
  conditionsNone: 'aucune : elle ne vaut donc pour aucun client',
  executors: 'Exécuteurs',
  executorsNone: 'aucun',
  kept: 'gardé',
  jsonAbout: 'Une liste telle que l’a l’API d’administration. Ce qui manque ici disparaît.',
  jsonSyntax: 'Ce n’est pas du JSON : {{detail}}',
  jsonShape: 'Ce n’est pas une liste d’objets : elle commence par [ et a un { } pour chacun.',
}
