/** Who else may be told of a realm's events; `jboss-logging` is the log, by the name that Keycloak's realms have it under. */
export const EVENT_LISTENERS: readonly string[] = ['jboss-logging']
