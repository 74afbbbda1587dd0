/** Letters of the scripts that are written from right to left. */
const FROM_RIGHT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u
const FIRST_STRONG_ISOLATE = '\u2068'
const POP_ISOLATE = '\u2069'

/**
 * A name that goes into a sentence of another direction: it is read in its own, and neither it nor what stands beside it
 * (a full stop, a number, another name) changes place. Names that run as the sentence does stay as they are.
 */
export function isolated(name: string): string {
  return FROM_RIGHT.test(name) ? FIRST_STRONG_ISOLATE + name + POP_ISOLATE : name
}
