/** English as far as the world needs it: articles, plurals, numbers, lists, ways. */

const ARTICLE = /^(?:an?|some) /
const ANY_ARTICLE = /^(?:an?|some|the) /i
const ARTICLE_BEFORE = /\b(?:an?|some|the) $/i
const LETTER = /\p{L}/u

const NUMBER_WORDS = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]

const IRREGULAR = new Map([
  ['calf', 'calves'],
  ['child', 'children'],
  ['deer', 'deer'],
  ['die', 'dice'],
  ['dwarf', 'dwarves'],
  ['elf', 'elves'],
  ['fish', 'fish'],
  ['foot', 'feet'],
  ['goose', 'geese'],
  ['half', 'halves'],
  ['hero', 'heroes'],
  ['knife', 'knives'],
  ['leaf', 'leaves'],
  ['life', 'lives'],
  ['loaf', 'loaves'],
  ['louse', 'lice'],
  ['man', 'men'],
  ['mouse', 'mice'],
  ['ox', 'oxen'],
  ['person', 'people'],
  ['potato', 'potatoes'],
  ['scarf', 'scarves'],
  ['sheaf', 'sheaves'],
  ['sheep', 'sheep'],
  ['shelf', 'shelves'],
  ['thief', 'thieves'],
  ['tooth', 'teeth'],
  ['torpedo', 'torpedoes'],
  ['wife', 'wives'],
  ['wolf', 'wolves'],
  ['woman', 'women'],
])
/** They end like `man` and are no men. */
const REGULAR = /(?:hum|talism|sham|rom|germ|caim|ottom)an$/

/** `a pair of boots`: the word before one of these is what there is more of. */
const AFTER_HEAD =
  / (?:of|with|in|on|at|from|for|to|that|which|full|without|addressed|made|marked|labelled) /
const WORD_ENDING = /(?:woman|man|child|foot|goose|tooth|wife|wolf|mouse|fish|leaf|knife)$/

/** The name of a known thing: `a brass lantern` → `the brass lantern`; `Ada` stays. */
export function theNameOf(name: string): string {
  return name.replace(ARTICLE, 'the ')
}

/** The name without its article: `iron gate`. */
export function bareNameOf(name: string): string {
  return name.replace(ANY_ARTICLE, '')
}

/** Proper names begin with a capital: `Ada`, `Old Marrable`. */
export function isProperName(name: string): boolean {
  const first = name.charAt(0)
  return first !== first.toLowerCase()
}

export function capitalise(text: string): string {
  const first = text.codePointAt(0)
  if (first === undefined) return text
  const character = String.fromCodePoint(first)
  return character.toUpperCase() + text.slice(character.length)
}

/** `two`, `twelve`, `13`. */
function numberWord(count: number): string {
  return NUMBER_WORDS[count] ?? String(count)
}

/** A count and its noun: `one player`, `three players`. */
export function counted(count: number, noun: string): string {
  return `${numberWord(count)} ${count === 1 ? noun : pluralOf(noun)}`
}

/**
 * Several of a kind: (`a brass coin`, 2) → `two brass coins`; (`some hay`, 2) → `two lots of hay`.
 */
export function severalOf(name: string, count: number): string {
  if (count === 1) return name
  if (name.startsWith('some ')) return `${numberWord(count)} lots of ${bareNameOf(name)}`
  if (name.startsWith('the ')) return counted(count, name.slice('the '.length))
  if (!ARTICLE.test(name)) return `${name} (${count})`
  return counted(count, bareNameOf(name))
}

/** The plural of a noun with whatever stands about it: `pair of boots` → `pairs of boots`. */
export function pluralOf(phrase: string): string {
  const head = headOf(phrase)
  const start = Math.max(head.lastIndexOf(' '), head.lastIndexOf('-')) + 1
  return head.slice(0, start) + pluralOfWord(head.slice(start)) + phrase.slice(head.length)
}

/** The phrase without what follows its noun: `pair of boots` → `pair`. */
function headOf(phrase: string): string {
  const after = AFTER_HEAD.exec(phrase)
  return after ? phrase.slice(0, after.index) : phrase
}

function pluralOfWord(word: string): string {
  const lower = word.toLowerCase()
  const ending = REGULAR.test(lower) ? undefined : WORD_ENDING.exec(lower)?.[0]
  const irregular = IRREGULAR.get(ending ?? lower)
  if (irregular) return word.slice(0, word.length - (ending ?? lower).length) + irregular
  if (/[^aeiou]y$/.test(lower)) return `${word.slice(0, -1)}ies`
  if (/(?:s|x|z|ch|sh)$/.test(lower)) return `${word}es`
  return `${word}s`
}

/**
 * Where `sentence` speaks of what is called `name`: by its whole name, or by as many of its last
 * words as it has (`a left-hand glove` for `a single left-hand glove`), with the article before
 * it. A proper name is not halved.
 *
 * @returns UTF-16 indices; undefined if it uses other words
 */
export function findName(
  sentence: string,
  name: string,
): { start: number; end: number } | undefined {
  const bare = bareNameOf(name)
  const head = isProperName(name) ? [] : headOf(bare).split(' ')
  for (const words of [bare, ...head.map((_, i) => head.slice(i).join(' '))]) {
    const at = indexOfWords(sentence, words)
    if (at < 0) continue
    const article = ARTICLE_BEFORE.exec(sentence.slice(0, at))
    return { start: article ? article.index : at, end: at + words.length }
  }
  return undefined
}

/** Case does not matter, but words must be whole. */
function indexOfWords(sentence: string, words: string): number {
  const lower = sentence.toLowerCase()
  // A few letters change their length with their case: then places would not fit.
  if (lower.length !== sentence.length || words === '') return -1
  const wanted = words.toLowerCase()
  let at = lower.indexOf(wanted)
  while (at >= 0) {
    const isWhole =
      !LETTER.test(lower[at - 1] ?? '') && !LETTER.test(lower[at + wanted.length] ?? '')
    if (isWhole) return at
    at = lower.indexOf(wanted, at + 1)
  }
  return -1
}

/** What somebody else does: `slash` → `slashes`. */
export function thirdPerson(verb: string): string {
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ies`
  return /(?:s|x|z|ch|sh|o)$/.test(verb) ? `${verb}es` : `${verb}s`
}

/** `1 coin`, `12 coins`: a sum is read sooner in figures. */
export function coinsIn(count: number): string {
  return count === 1 ? '1 coin' : `${count} coins`
}

/** `a rope`, `a rope and a lamp`, `a rope, a lamp and two brass coins`. */
export function listOf(parts: readonly string[]): string {
  if (parts.length < 2) return parts[0] ?? ''
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}

/** Equal names once each, with how many there are, in order of first appearance. */
export function groupEqual(names: readonly string[]): { name: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].map(([name, count]) => ({ name, count }))
}

/** Ways as they stand in sentences; compass points are as they are. */
const WAYS = new Map([
  ['up', { way: 'upwards', from: 'above', lies: 'above' }],
  ['down', { way: 'downwards', from: 'below', lies: 'below' }],
  ['in', { way: 'inside', from: 'inside', lies: 'inside' }],
  ['out', { way: 'outside', from: 'outside', lies: 'outside' }],
])

/** `You go …`: `north`, `upwards`, `inside`. */
export function wayTo(direction: string): string {
  return WAYS.get(direction)?.way ?? direction
}

/** `She arrives from …`: `the north`, `above`, `outside`. */
export function whereFrom(direction: string): string {
  return WAYS.get(direction)?.from ?? `the ${direction}`
}

/** The name of a place within a sentence: `The Mill` is `the Mill` there. */
export function placeIn(name: string): string {
  return name.replace(/^(The|An?) /, (article) => article.toLowerCase())
}

/** `… lies the mill`: `to the north`, `above`, `outside`. */
export function whereLies(direction: string): string {
  return WAYS.get(direction)?.lies ?? `to the ${direction}`
}
