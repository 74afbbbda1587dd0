/** The time in whole seconds, as JWTs count it. */
export const now = () => Math.floor(Date.now() / 1000)

/** What a step keeps of a page where its forms are recorded elsewhere. */
export function short(body) {
  if (!body?.$html) return body
  const { title, pageId, text } = body.$html
  return { $html: { title, pageId, text } }
}
