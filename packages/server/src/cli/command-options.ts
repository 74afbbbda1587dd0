/** Options that only one command has. */
import { always, boolean, integer, type Option, oneOf, optional, text } from './option.ts'

const UNSET = { production: undefined, development: undefined }

const FILE = { group: 'Files', value: 'FILE', byDefault: UNSET, parse: optional(text) } as const
const FOLDER = { ...FILE, value: 'FOLDER' } as const

export const IMPORT_OPTIONS = {
  file: {
    ...FILE,
    name: 'file',
    scope: ['import'],
    about: 'The realm file to import, as `export` or Keycloak wrote it.',
  },
  dir: { ...FOLDER, name: 'dir', scope: ['import'], about: 'A folder: all its .json files are imported, or none.' },
  override: {
    name: 'override',
    group: 'Files',
    scope: ['import'],
    value: 'true|false',
    about: 'Whether a realm that exists is replaced, with its users and sessions, or left as it is.',
    byDefault: { production: 'true', development: 'true' },
    alone: 'true',
    parse: always(boolean),
  },
} as const satisfies Record<string, Option<unknown>>

export const EXPORT_OPTIONS = {
  file: { ...FILE, name: 'file', scope: ['export'], about: 'The file to write. Several realms become a list in it.' },
  dir: {
    ...FOLDER,
    name: 'dir',
    scope: ['export'],
    about: 'The folder to write NAME-realm.json to; made if its parent exists.',
  },
  realm: {
    name: 'realm',
    group: 'Files',
    scope: ['export'],
    value: 'NAME',
    about: 'The realm to export. Unset, all of them.',
    byDefault: UNSET,
    parse: optional(text),
  },
  users: {
    name: 'users',
    group: 'Files',
    scope: ['export'],
    value: 'skip|realm_file|same_file|different_files',
    about:
      'Where users go: nowhere, into the realm file, into one file beside it, or into several. Unset, realm_file with --file and different_files with --dir.',
    byDefault: UNSET,
    parse: optional(oneOf('skip', 'realm_file', 'same_file', 'different_files')),
  },
  usersPerFile: {
    name: 'users-per-file',
    group: 'Files',
    scope: ['export'],
    value: 'COUNT',
    about: 'How many users a file holds with --users=different_files.',
    byDefault: { production: '50', development: '50' },
    parse: always(integer(1, 1_000_000)),
  },
} as const satisfies Record<string, Option<unknown>>

const SWITCH = {
  group: 'What happens',
  scope: ['apply'],
  value: 'true|false',
  byDefault: { production: 'false', development: 'false' },
  alone: 'true',
  parse: always(boolean),
} as const

const REMOTE = { group: 'A server elsewhere', scope: ['apply'], byDefault: UNSET, parse: optional(text) } as const

/** Secrets have Keycloak's variables, those of its `kcadm`. */
export const REMOTE_OPTIONS = {
  url: {
    ...REMOTE,
    name: 'url',
    variable: 'KC_APPLY_URL',
    value: 'URL',
    about:
      'Applies through the Admin API of the server at this URL instead of the database, as an administrator: with --token, with --user and --password, or with --client-id and --client-secret.',
  },
  loginRealm: {
    ...REMOTE,
    name: 'login-realm',
    variable: 'KC_APPLY_LOGIN_REALM',
    value: 'NAME',
    about: 'The realm in which the user or the client is.',
    byDefault: { production: 'master', development: 'master' },
    parse: always(text),
  },
  user: { ...REMOTE, name: 'user', variable: 'KC_APPLY_USER', value: 'NAME', about: 'The administrator.' },
  password: {
    ...REMOTE,
    name: 'password',
    variable: 'KC_CLI_PASSWORD',
    value: 'PASSWORD',
    about: 'The password; better in its variable, because others on the machine can read the command line.',
  },
  clientId: {
    ...REMOTE,
    name: 'client-id',
    variable: 'KC_APPLY_CLIENT_ID',
    value: 'CLIENT',
    about: 'A client whose service account is an administrator.',
  },
  clientSecret: {
    ...REMOTE,
    name: 'client-secret',
    variable: 'KC_CLI_CLIENT_SECRET',
    value: 'SECRET',
    about: 'Its secret; better in its variable.',
  },
  token: {
    ...REMOTE,
    name: 'token',
    variable: 'KC_CLI_TOKEN',
    value: 'TOKEN',
    about: 'An access token of an administrator; better in its variable.',
  },
} as const satisfies Record<string, Option<unknown>>

export const APPLY_OPTIONS = {
  plan: {
    ...SWITCH,
    name: 'plan',
    variable: 'KC_APPLY_PLAN',
    about: 'Only shows what would change, and changes nothing.',
  },
  mode: {
    name: 'mode',
    variable: 'KC_APPLY_MODE',
    group: 'What happens',
    scope: ['apply'],
    value: 'create|merge|exact',
    about:
      'create adds what is missing and leaves all else as it is. merge also changes what is there to what the file says. exact also removes what the file lacks, of the lists that the file has; never users, keys, or what every realm has.',
    byDefault: { production: 'merge', development: 'merge' },
    parse: always(oneOf('create', 'merge', 'exact')),
  },
  json: {
    ...SWITCH,
    name: 'json',
    variable: 'KC_APPLY_JSON',
    about: 'Prints the plan, or what was done, as JSON for programs.',
  },
  exitCode: {
    ...SWITCH,
    name: 'exit-code',
    variable: 'KC_APPLY_EXIT_CODE',
    about: 'With --plan, ends with exit code 3 when there is something to change, for pipelines that watch for drift.',
  },
} as const satisfies Record<string, Option<unknown>>

export const ADMIN_OPTIONS = {
  username: {
    name: 'username',
    variable: 'KC_BOOTSTRAP_ADMIN_USERNAME',
    group: 'The administrator',
    scope: ['bootstrap-admin'],
    value: 'NAME',
    about: 'User name of the administrator to make in realm master.',
    byDefault: { production: 'temp-admin', development: 'temp-admin' },
    parse: always(text),
  },
  usernameVariable: {
    name: 'username:env',
    group: 'The administrator',
    scope: ['bootstrap-admin'],
    value: 'VARIABLE',
    about: 'The environment variable that holds the user name instead.',
    byDefault: UNSET,
    parse: optional(text),
  },
  passwordVariable: {
    name: 'password:env',
    group: 'The administrator',
    scope: ['bootstrap-admin'],
    value: 'VARIABLE',
    about:
      'The environment variable that holds the password. It is not taken from the command line, which others can read.',
    byDefault: { production: 'KC_BOOTSTRAP_ADMIN_PASSWORD', development: 'KC_BOOTSTRAP_ADMIN_PASSWORD' },
    parse: always(text),
  },
} as const satisfies Record<string, Option<unknown>>
