/** The commands, by the name they are called with. */
import type { Command } from './command.ts'
import { ADMIN_OPTIONS, APPLY_OPTIONS, EXPORT_OPTIONS, IMPORT_OPTIONS, REMOTE_OPTIONS } from './command-options.ts'

export const COMMANDS: readonly Command[] = [
  {
    name: 'start',
    usage: 'start [options]',
    summary: 'Start the server for production',
    about: 'Starts the server for production: strict about what is unsafe, with a log in JSON.',
    mode: 'production',
    options: [],
    operands: [],
    examples: [
      'latchkey start --hostname=https://login.example.org --proxy-headers=xforwarded',
      'KC_PROXY_HEADERS=forwarded latchkey start --hostname=https://login.example.org',
    ],
    load: async () => (await import('./serve.ts')).serve,
  },
  {
    name: 'start-dev',
    usage: 'start-dev [options]',
    summary: 'Start the server for development',
    about:
      'Starts the server for development: on this machine only, without a hostname, with the administrator admin / admin unless told otherwise, and with error pages that explain themselves. What clients see is the same as in production.',
    mode: 'development',
    options: [],
    operands: [],
    examples: ['latchkey start-dev', 'latchkey start-dev --import-realm=realms/ --http-port=8180'],
    load: async () => (await import('./serve.ts')).serve,
  },
  {
    name: 'import',
    usage: 'import (--file=FILE | --dir=FOLDER) [options]',
    summary: 'Import realms from files',
    about: "Imports realms from Keycloak's JSON: all of the files or, if one of them is broken, none.",
    mode: 'production',
    options: Object.values(IMPORT_OPTIONS),
    operands: [],
    examples: ['latchkey import --file=test-realm.json', 'latchkey import --dir=realms --override=false'],
    load: async () => (await import('./import.ts')).importCommand,
  },
  {
    name: 'export',
    usage: 'export (--file=FILE | --dir=FOLDER) [options]',
    summary: 'Export realms to files',
    about:
      "Exports realms in Keycloak's JSON, with secrets, keys and password hashes: keep the files as you keep the database.",
    mode: 'production',
    options: Object.values(EXPORT_OPTIONS),
    operands: [],
    examples: ['latchkey export --file=test-realm.json --realm=test', 'latchkey export --dir=backup --users=same_file'],
    load: async () => (await import('./export.ts')).exportCommand,
  },
  {
    name: 'apply',
    usage: 'apply FILE [options]',
    summary: 'Bring realms to the state of files',
    about:
      'Brings realms to the state that a realm file, or a folder of them, describes: shows what differs, changes that and nothing else, all of it or nothing. A realm that is missing is made. Users, their credentials and their sessions stay. A second run finds nothing to do.',
    mode: 'production',
    options: [...Object.values(APPLY_OPTIONS), ...Object.values(REMOTE_OPTIONS)],
    operands: [],
    operand: 'FILE',
    examples: [
      'latchkey apply realms/shop.json --plan',
      'latchkey apply realms/ --mode=exact',
      'latchkey apply realms/ --plan --exit-code --json',
      'KC_CLI_PASSWORD=… latchkey apply shop.json --url=https://login.example.org --user=admin',
    ],
    load: async () => (await import('./apply.ts')).applyCommand,
  },
  {
    name: 'bootstrap-admin',
    usage: 'bootstrap-admin user [options]',
    summary: 'Make an administrator',
    about:
      'Makes an administrator in realm master: the way back in when nobody can log in any more. Refused when the user exists.',
    mode: 'production',
    options: Object.values(ADMIN_OPTIONS),
    operands: ['user'],
    examples: ['PASSWORD=… latchkey bootstrap-admin user --username=rescue --password:env=PASSWORD'],
    load: async () => (await import('./bootstrap-admin.ts')).bootstrapAdminCommand,
  },
]
