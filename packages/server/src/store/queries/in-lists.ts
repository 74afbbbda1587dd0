/** How long a list of an `in (…)` may be: few lengths, so that few texts of statements are kept prepared. */
const LENGTHS = [1, 10, 100, 500]
const LONGEST = 500

/** Values in pieces for `in (…)`; a piece is filled up by repeating a value, which changes no answer. */
export function* inLists(values: readonly string[]): Generator<readonly string[]> {
  for (let start = 0; start < values.length; start += LONGEST) {
    const piece = values.slice(start, start + LONGEST)
    const length = LENGTHS.find((each) => each >= piece.length) ?? LONGEST
    const [value = ''] = piece
    yield [...piece, ...Array.from({ length: length - piece.length }, () => value)]
  }
}
