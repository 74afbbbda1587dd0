/** What the server writes into the document. */
export interface Environment {
  /** The server's base without a slash at the end: `http://localhost:8080/auth`. */
  readonly serverUrl: string
  /** The realm whose administrators sign in here; `master` administers all. */
  readonly realm: string
  readonly clientId: string
}

/** @throws when the document is not the server's. */
function readEnvironment(): Environment {
  const value: unknown = JSON.parse(document.getElementById('environment')?.textContent ?? 'null')
  if (!isEnvironment(value)) throw new Error('The document tells no environment: it must come from the server.')
  return value
}

function isEnvironment(value: unknown): value is Environment {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['serverUrl', 'realm', 'clientId'].every((name) => typeof Reflect.get(value, name) === 'string')
  )
}

export const environment = readEnvironment()

/** Path under which the console's pages are, without a slash at the end. */
export const consolePath = `${new URL(environment.serverUrl).pathname.replace(/\/$/, '')}/admin/${encodeURIComponent(environment.realm)}/console`
