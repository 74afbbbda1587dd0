/** How a request came to name this server: what decided its URL, and what a proxy said in vain. For the doctor. */
export interface Reached {
  /** What scheme, host and port of the URL were taken from. */
  readonly schemeFrom: AddressSource
  readonly hostFrom: AddressSource
  /** Settings of the server: `--hostname`, `--proxy-headers`, and whether those headers are believed whoever sends them. */
  readonly hostname: string | undefined
  readonly proxyHeaders: 'xforwarded' | 'forwarded' | undefined
  readonly trustsEveryProxy: boolean
  /** As it came. */
  readonly host: string | undefined
  readonly scheme: 'http' | 'https'
  readonly forwarding: readonly ForwardingHeader[]
}

export type AddressSource = 'hostname' | 'proxy' | 'request'

export interface ForwardingHeader {
  readonly name: string
  /** Absent where it holds the addresses of people and machines. */
  readonly value?: string
  /**
   * `overruled`: `--hostname` says it already. `not-read`: the option doesn't name this kind of header. `not-trusted`: it
   * came from none of `--proxy-trusted-addresses`.
   */
  readonly outcome: 'used' | 'overruled' | 'not-read' | 'not-trusted'
}
