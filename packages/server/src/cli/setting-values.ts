/** Parsers of the values that only one setting has. */
import { isIP } from 'node:net'
import type { LogLevel } from '../log.ts'
import type { Seconds } from '../model/time.ts'
import { list, ValueRefused } from './option.ts'

/** `/` and the empty path are the same; the result begins with a slash and ends without. */
export function relativePath(value: string): string {
  if (!/^\/(?:[\w.~-]+(?:\/[\w.~-]+)*\/?)?$/.test(value)) {
    throw new ValueRefused('a path that begins with a slash, such as /auth')
  }
  return value.replace(/\/$/, '')
}

export function hostname(value: string): string {
  const expected = 'a URL such as https://login.example.org or a host name such as login.example.org'
  const url = URL.parse(value.includes('://') ? value : `http://${value}`)
  if (url === null || !/^https?:$/.test(url.protocol) || url.search + url.hash + url.username + url.password !== '') {
    throw new ValueRefused(expected)
  }
  if (value.includes('://')) return url.origin + url.pathname.replace(/\/+$/, '')
  if (url.pathname !== '/') throw new ValueRefused(`${expected}; with a path it must be the whole URL`)
  return value.toLowerCase()
}

export function addresses(value: string): readonly string[] {
  const parts = list(value)
  for (const part of parts) {
    const [address = '', bits] = part.split('/')
    const longest = isIP(address) === 4 ? 32 : 128
    if (isIP(address) === 0 || (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= longest))) {
      throw new ValueRefused('IP addresses or CIDR blocks between commas, such as 10.0.0.0/8,192.168.1.7')
    }
  }
  return parts
}

export function httpUrl(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    throw new ValueRefused('a URL of http or https without a user name, such as https://hooks.example.org/latchkey')
  }
  return url.href
}

const LOG_LEVELS: Readonly<Record<string, LogLevel>> = {
  off: 'off',
  fatal: 'error',
  error: 'error',
  warn: 'warn',
  warning: 'warn',
  info: 'info',
  debug: 'debug',
  trace: 'debug',
  all: 'debug',
}

/** Keycloak also takes `info,org.keycloak:debug`: the level of the root counts, Java's packages don't exist here. */
export function logLevel(value: string): LogLevel {
  const roots = list(value).filter((part) => !part.includes(':'))
  const level = LOG_LEVELS[(roots.at(-1) ?? 'info').toLowerCase()]
  if (level === undefined) throw new ValueRefused('off, error, warn, info or debug', Object.keys(LOG_LEVELS))
  return level
}

const SECONDS_IN: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400 }

export function duration(value: string): Seconds {
  const [, number, unit = 's'] = /^(\d{1,7})(ms|s|m|h|d)?$/i.exec(value) ?? []
  if (number === undefined) throw new ValueRefused('a number of seconds or a duration such as 10s or 1m')
  return Number(number) * (SECONDS_IN[unit.toLowerCase()] ?? 1)
}
