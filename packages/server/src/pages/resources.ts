/** What pages load: addressed by a hash of everything, so that browsers may keep it for ever. */
import { createHash } from 'node:crypto'
import { mark } from '@latchkey/design/mark'
import { adminApiStylesheet } from './assets/admin-api-stylesheet.ts'
import { formPostScript, pageScript } from './assets/scripts.ts'
import { stylesheet } from './assets/stylesheet.ts'

export interface Resource {
  readonly body: string
  readonly contentType: string
}

export type ResourceName = 'pages.css' | 'pages.js' | 'form-post.js' | 'mark.svg' | 'admin-api.css'

const BY_NAME: Readonly<Record<ResourceName, Resource>> = {
  'pages.css': { body: stylesheet, contentType: 'text/css; charset=utf-8' },
  'pages.js': { body: pageScript, contentType: 'text/javascript; charset=utf-8' },
  'form-post.js': { body: formPostScript, contentType: 'text/javascript; charset=utf-8' },
  'admin-api.css': { body: adminApiStylesheet, contentType: 'text/css; charset=utf-8' },
  'mark.svg': { body: mark, contentType: 'image/svg+xml; charset=utf-8' },
}

const names = Object.keys(BY_NAME) as ResourceName[]
const version = createHash('sha256')
  .update(names.map((name) => BY_NAME[name].body).join('\0'))
  .digest('base64url')
  .slice(0, 10)

/** By path below the server's base: `/resources/{version}/pages.css`. To be served as immutable. */
export const resources: ReadonlyMap<string, Resource> = new Map(names.map((name) => [pathOf(name), BY_NAME[name]]))

const paths = Object.fromEntries(names.map((name) => [name, pathOf(name)])) as Readonly<Record<ResourceName, string>>

/** @returns the path below the server's base, with the version in it. */
export function resourcePath(name: ResourceName): string {
  return paths[name]
}

function pathOf(name: ResourceName): string {
  return `/resources/${version}/${name}`
}
