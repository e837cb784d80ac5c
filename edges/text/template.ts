import assert from 'node:assert'
import { type Palette, paint, ROLE_NAMES, type Role } from './colour.ts'
import { capitalise } from './grammar.ts'
import { asItIs, compileName, type Scene } from './names.ts'
import { sanitize } from './sanitize.ts'

/**
 * A phrase ready to use: the line without its end; undefined if a field that it needs is absent.
 */
export type CompiledTemplate = (scene: Scene) => string | undefined

/** What one piece of a template is made of: always the same, or of the scene. */
type Piece = string | CompiledTemplate

/**
 * Compiles a phrase for one palette.
 *
 *     {actor}  {the item}  {name actor}   names: `you` for the viewer (but not by `name`); `the`
 * makes
 *                                         `a lamp` `the lamp`; capitals come by themselves
 *     {the things}                        the names in `item` or `items`, counted
 *     {the door}                          `exit` or `container`
 *     {way direction}  {from direction}   north, upwards; the north, above
 *     {text}                              foreign words
 *     {acted text}  {posed text}          the same after a name: with a blank before, and without
 *     {say text}  {says text}             say, ask, exclaim, as the words end
 *     {sayTo text}  {saysTo text}         say to, ask
 *     {does blow}                         a verb in the third person: slashes
 *     {tag channel}                       in square brackets: [gossip]
 *     {affect text}                       something that works upon one: blessing
 *     {force share}                       how hard a blow was, before its verb: `barely `
 *     {acts toOthers}                     a template from the game's own data, in that field
 *     [ with {the item}]                  left out if a field in it is absent
 *     [{the item}|{the target}]           the first whose fields are there
 *     <speech>…</>                        a colour role; what is inside is not coloured again
 *
 * Fields' values are data: nothing in them is read as a template, but by `acts`, which stands where
 * rules send words of their own making and never a player's.
 */
export function compileTemplate(source: string, palette: Palette): CompiledTemplate {
  const reader = new TemplateReader(source, palette)
  return sequence(reader.pieces(''))
}

function sequence(pieces: readonly Piece[]): CompiledTemplate {
  return (scene) => {
    let line = ''
    for (const piece of pieces) {
      const text = typeof piece === 'string' ? piece : piece(scene)
      if (text === undefined) return undefined
      line += text
    }
    return line
  }
}

class TemplateReader {
  readonly #source: string
  readonly #palette: Palette
  #at = 0
  #begins = true
  #isInSpan = false

  constructor(source: string, palette: Palette) {
    this.#source = source
    this.#palette = palette
  }

  /** Reads up to one of the characters in `ends`, or to the end of the source. */
  pieces(ends: string): Piece[] {
    const pieces: Piece[] = []
    while (this.#at < this.#source.length && !ends.includes(this.#source[this.#at]!)) {
      pieces.push(this.#piece(ends))
    }
    return pieces
  }

  #piece(ends: string): Piece {
    switch (this.#source[this.#at]) {
      case '{':
        return this.#name(this.#upTo('}'))
      case '[':
        return this.#choice()
      case '<':
        return this.#span(this.#upTo('>'))
      default:
        return this.#literal(ends)
    }
  }

  #literal(ends: string): string {
    const start = this.#at
    while (this.#at < this.#source.length && !`{[<${ends}`.includes(this.#source[this.#at]!)) {
      this.#at++
    }
    const text = this.#source.slice(start, this.#at)
    this.#begins = /[.!?] $/.test(text) || (this.#begins && text.trim() === '')
    return text
  }

  #name(words: string): CompiledTemplate {
    if (words.startsWith(ACTS)) return this.#acted(words.slice(ACTS.length))
    const value = compileName(words, this.#isInSpan ? undefined : this.#palette)
    const begins = this.#begins
    this.#begins = false
    return begins ? (scene) => value(scene, capitalise) : (scene) => value(scene, asItIs)
  }

  /** What a field says that holds a template of its own. */
  #acted(field: string): CompiledTemplate {
    const palette = this.#palette
    return (scene) => {
      const source = scene.fields[field]
      return typeof source === 'string' ? givenTemplate(source, palette)?.(scene) : undefined
    }
  }

  #choice(): CompiledTemplate {
    const begins = this.#begins
    const choices: CompiledTemplate[] = []
    do {
      this.#at++
      this.#begins = begins
      choices.push(sequence(this.pieces('|]')))
    } while (this.#source[this.#at] === '|')
    assert(this.#source[this.#at] === ']', `"${this.#source}" lacks a "]"`)
    this.#at++
    return (scene) => {
      for (const choice of choices) {
        const text = choice(scene)
        if (text !== undefined) return text
      }
      return choices.length > 1 ? undefined : ''
    }
  }

  #span(role: string): CompiledTemplate {
    assert(isRole(role), `"${this.#source}" has no role "${role}"`)
    this.#isInSpan = true
    const inside = sequence(this.pieces('<'))
    this.#isInSpan = false
    assert(this.#upTo('>') === '/', `"${this.#source}" does not close its "${role}"`)
    const palette = this.#palette
    return (scene) => {
      const text = inside(scene)
      return text === undefined ? undefined : paint(palette, role, text)
    }
  }

  /** What is between the character here and the next `end`; goes on after it. */
  #upTo(end: string): string {
    const close = this.#source.indexOf(end, this.#at)
    assert(close > 0, `"${this.#source}" lacks a "${end}"`)
    const words = this.#source.slice(this.#at + 1, close)
    this.#at = close + 1
    return words
  }
}

const ACTS = 'acts '

/** [limit] So many templates from data are kept compiled; with more, all are compiled anew. */
const GIVEN_MAX = 2_000

/** Templates that came as data, by palette and source; undefined: what came was none. */
const given = new Map<Palette, Map<string, CompiledTemplate | undefined>>()
let givenCount = 0

/** `source` compiled, or undefined if it is no template. */
function givenTemplate(source: string, palette: Palette): CompiledTemplate | undefined {
  const known = given.get(palette)
  if (known?.has(source)) return known.get(source)
  if (givenCount >= GIVEN_MAX) {
    given.clear()
    givenCount = 0
  }
  const compiled = compiledOrNone(source, palette)
  const templates = given.get(palette) ?? new Map<string, CompiledTemplate | undefined>()
  given.set(palette, templates.set(source, compiled))
  givenCount++
  return compiled
}

function compiledOrNone(source: string, palette: Palette): CompiledTemplate | undefined {
  // One that acts itself out again would never end.
  if (source.includes(`{${ACTS}`)) return undefined
  try {
    return compileTemplate(sanitize(source), palette)
  } catch (error) {
    if (error instanceof assert.AssertionError) return undefined
    throw error
  }
}

function isRole(word: string): word is Role {
  return (ROLE_NAMES as readonly string[]).includes(word)
}
