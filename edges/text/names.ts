import assert from 'node:assert'
import { type EventValue, isList, isRef, type Ref, type WireEvent } from '#protocol/event.ts'
import { type Palette, paint, type Role } from './colour.ts'
import {
  coinsIn,
  groupEqual,
  isProperName,
  listOf,
  severalOf,
  theNameOf,
  thirdPerson,
  wayTo,
  whereFrom,
} from './grammar.ts'
import { sanitize, sanitizeName } from './sanitize.ts'
import { forceOf } from './severity.ts'

/** An event as one viewer sees it; `self` is the viewer's uid, 0 for nobody in particular. */
export interface Scene {
  fields: WireEvent['fields']
  self: number
}

/** [limit] So many kinds of things are named in a sentence; the rest are counted. */
const THINGS_NAMED_MAX = 20

/** How a name's first letter is written. */
export type Casing = (text: string) => string
/** A name in a template, ready to use; undefined if its field is absent. */
export type CompiledName = (scene: Scene, casing: Casing) => string | undefined

export const asItIs: Casing = (text) => text

/** What an affect is called, where that is not its name. */
const AFFECT_NOUNS: ReadonlyMap<string, string> = new Map([['bless', 'blessing']])

/** The forms that are made of words, or of numbers, rather than of names. */
const WORD_FORMS: Readonly<Record<string, (text: string) => string>> = {
  way: wayTo,
  from: whereFrom,
  acted: actedText,
  posed: ended,
  say: (text) => (isQuestion(text) ? 'ask' : isShout(text) ? 'exclaim' : 'say'),
  says: (text) => (isQuestion(text) ? 'asks' : isShout(text) ? 'exclaims' : 'says'),
  sayTo: (text) => (isQuestion(text) ? 'ask' : 'say to'),
  saysTo: (text) => (isQuestion(text) ? 'asks' : 'says to'),
  coins: (count) => coinsIn(Number(count)),
  does: thirdPerson,
  tag: (name) => `[${name}]`,
  force: (share) => forceOf(Number(share)),
  affect: (name) => AFFECT_NOUNS.get(name) ?? name,
}

/** What somebody acts, behind the name: `'s lamp flickers.`, ` waves.` */
export function actedText(text: string): string {
  return /^['’,]/u.test(text) ? ended(text) : ` ${ended(text)}`
}

function isQuestion(text: string): boolean {
  return text.endsWith('?')
}

function isShout(text: string): boolean {
  return text.endsWith('!')
}

/** With a full stop, if there is nothing of the kind. */
function ended(text: string): string {
  return /[\p{L}\p{N}]$/u.test(text) ? `${text}.` : text
}

/** Compiles what stands between `{` and `}`; without a palette it stays uncoloured. */
export function compileName(words: string, palette: Palette | undefined): CompiledName {
  const parts = words.split(' ')
  const field = parts.at(-1)!
  const form = parts.length > 1 ? parts[0]! : ''
  const named = NAMED_BY[field]
  if (named) return compileRef(named, form, palette)
  assert(form === '' || WORD_FORMS[form], `{${words}} has no known form`)
  const formed = form === '' ? asItIs : WORD_FORMS[form]!
  return ({ fields }, casing) => {
    const value = fields[field]
    if (typeof value !== 'string' && typeof value !== 'number') return undefined
    const text = formed(sanitize(String(value)))
    return form === '' ? text : casing(text)
  }
}

/** Which fields a name in a template stands for: the first that is there. */
const NAMED_BY: Readonly<Record<string, readonly string[]>> = {
  actor: ['actor'],
  target: ['target'],
  item: ['item'],
  container: ['container'],
  exit: ['exit'],
  room: ['room'],
  door: ['exit', 'container'],
  things: ['item', 'items'],
}

function compileRef(
  fieldNames: readonly string[],
  form: string,
  palette: Palette | undefined,
): CompiledName {
  assert(['', 'the', 'name'].includes(form), `"${form}" is no form of a name`)
  return ({ fields, self }, casing) => {
    for (const field of fieldNames) {
      const value = fields[field]
      if (value === undefined) continue
      if (isRef(value)) return refText(value, field, form, self, casing, palette)
      if (isList(value)) return thingsText(value, form, palette)
    }
    return undefined
  }
}

function refText(
  ref: Ref,
  field: string,
  form: string,
  self: number,
  casing: Casing,
  palette: Palette | undefined,
): string {
  if (self !== 0 && ref.uid === self && form !== 'name') return casing('you')
  const name = shownName(ref, field)
  const text = casing(form === 'the' ? theNameOf(name) : name)
  return palette ? paint(palette, roleOf(field, name), text) : text
}

/** What `ref` is called by somebody who may not see it. */
export function shownName(ref: Ref, field: string): string {
  if (ref.uid !== 0) return sanitizeName(ref.name) || 'something'
  return field === 'actor' || field === 'target' ? 'someone' : 'something'
}

/** The colour role of a name by the field in which it came. */
export function roleOf(field: string, name: string): Role {
  if (field === 'exit') return 'exit'
  if (field === 'room') return 'title'
  if (field === 'actor' || field === 'target') return isProperName(name) ? 'player' : 'mobile'
  return 'item'
}

/** The names in a list of `{ item }`; other entries are passed over. */
export function namesOfItems(list: readonly EventValue[]): string[] {
  return list.flatMap((entry) => {
    const item =
      typeof entry === 'object' && !isList(entry) && !isRef(entry) ? entry['item'] : entry
    return item !== undefined && isRef(item) ? [shownName(item, 'item')] : []
  })
}

function thingsText(
  list: readonly EventValue[],
  form: string,
  palette: Palette | undefined,
): string {
  const groups = groupEqual(namesOfItems(list))
  const painted = (text: string) => (palette ? paint(palette, 'item', text) : text)
  if (groups.length === 0) return 'nothing'
  if (groups.length === 1 && groups[0]!.count === 1) {
    const { name } = groups[0]!
    return painted(form === 'the' ? theNameOf(name) : name)
  }
  const named = groups.slice(0, THINGS_NAMED_MAX)
  const parts = named.map(({ name, count }) => painted(severalOf(name, count)))
  const left = groups.length - named.length
  return listOf(left > 0 ? [...parts, `${left} other things`] : parts)
}
