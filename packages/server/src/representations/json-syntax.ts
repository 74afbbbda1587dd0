/** Finds where a text stops being JSON. `JSON.parse` tells it only sometimes, and quotes what may be a secret. */
import { memberPath } from './json-shape.ts'

export interface SyntaxProblem {
  /** Both from 1. */
  readonly line: number
  readonly column: number
  /** Of the value being read when it happened. */
  readonly path: string
  readonly reason: string
}

/** @returns `undefined` for a text that is JSON. */
export function findSyntaxProblem(text: string): SyntaxProblem | undefined {
  const scanner = new Scanner(text)
  try {
    scanner.document()
    return undefined
  } catch (error) {
    if (!(error instanceof Unexpected)) throw error
    const before = text.slice(0, error.offset).split('\n')
    const column = (before.at(-1)?.length ?? 0) + 1
    return { line: before.length, column, path: scanner.path, reason: error.message }
  }
}

class Unexpected extends Error {
  readonly offset: number
  constructor(message: string, offset: number) {
    super(message)
    this.offset = offset
  }
}

const SPACE = /[ \t\n\r]*/y
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them in texts
const STRING = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})[^"\\\u0000-\u001f]*)*"/y
const WORD = /true|false|null/y
const DEEPEST = 500

class Scanner {
  path = '$'
  readonly #text: string
  #offset = 0
  #depth = 0

  constructor(text: string) {
    this.#text = text
  }

  document(): void {
    this.#value()
    if (this.#next() !== undefined) this.#fail('something follows the end of the document')
  }

  #value(): void {
    const next = this.#next()
    if (next === '{') this.#members()
    else if (next === '[') this.#items()
    else if (next === '"') this.#string()
    else if (this.#take(NUMBER) === undefined && this.#take(WORD) === undefined) {
      this.#fail(next === undefined ? 'the file ends where a value is expected' : 'a value is expected here')
    }
  }

  #members(): void {
    this.#list('}', () => {
      if (this.#next() !== '"') this.#fail('the name of a field is expected here, in double quotes')
      const path = memberPath(this.path, String(JSON.parse(this.#string())))
      this.#expect(':', 'a colon is expected here')
      this.#within(path)
    })
  }

  #items(): void {
    const list = this.path
    let index = 0
    this.#list(']', () => {
      this.#within(`${list}[${index}]`)
      index += 1
    })
  }

  /** From the opening bracket to the closing one, entries with commas between. */
  #list(end: string, entry: () => void): void {
    this.#depth += 1
    if (this.#depth > DEEPEST) this.#fail(`nested deeper than ${DEEPEST} levels`)
    this.#offset += 1
    if (this.#next() !== end) {
      entry()
      while (this.#next() === ',') {
        this.#offset += 1
        if (this.#next() === end) this.#fail(`a comma before ${end} is not allowed`)
        entry()
      }
    }
    this.#expect(end, `a comma or ${end} is expected here`)
    this.#depth -= 1
  }

  #within(path: string): void {
    const above = this.path
    this.path = path
    this.#value()
    this.path = above
  }

  #string(): string {
    return this.#take(STRING) ?? this.#fail('this text has no end, or a character that must be escaped')
  }

  #expect(character: string, message: string): void {
    if (this.#next() !== character) this.#fail(message)
    this.#offset += 1
  }

  #next(): string | undefined {
    this.#take(SPACE)
    return this.#text[this.#offset]
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#offset
    const found = pattern.exec(this.#text)?.[0]
    if (found !== undefined) this.#offset += found.length
    return found
  }

  #fail(message: string): never {
    throw new Unexpected(message, this.#offset)
  }
}
