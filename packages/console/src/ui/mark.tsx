import { mark } from '@latchkey/design/mark'

const SOURCE = `data:image/svg+xml,${encodeURIComponent(mark)}`

/** The latchkey. Decoration beside a name. */
export function Mark({ size }: { readonly size: number }) {
  return <img src={SOURCE} alt="" width={size} height={size} />
}
