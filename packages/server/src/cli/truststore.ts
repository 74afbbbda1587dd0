import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { CannotStart, codeOf } from './cannot-start.ts'

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g

/**
 * Trusts the certificates in PEM files, or in folders of them, in every outgoing TLS connection of this process.
 *
 * @returns how many they are.
 * @throws {CannotStart} for a path that can't be read and for a file without a certificate.
 */
export function trustCertificates(paths: readonly string[]): number {
  const certificates = paths.flatMap((path) => filesAt(path).flatMap(certificatesIn))
  try {
    setDefaultCACertificates([...getCACertificates('default'), ...certificates])
  } catch (error) {
    throw new CannotStart('A certificate of --truststore-paths is damaged. Check the files.', { cause: error })
  }
  return certificates.length
}

function filesAt(path: string): readonly string[] {
  return reading(path, () => {
    if (!statSync(path).isDirectory()) return [path]
    const names = readdirSync(path).filter((name) => /\.(?:pem|crt|cer)$/.test(name))
    return names.sort().map((name) => join(path, name))
  })
}

function certificatesIn(file: string): readonly string[] {
  const found = reading(file, () => readFileSync(file, 'latin1')).match(CERTIFICATE)
  if (found === null) {
    throw new CannotStart(
      `${file} holds no certificate in PEM format. Convert it, or take it out of --truststore-paths.`,
    )
  }
  return found
}

function reading<T>(path: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw new CannotStart(`${path} can't be read (${codeOf(error) ?? error}). Check --truststore-paths.`, {
      cause: error,
    })
  }
}
