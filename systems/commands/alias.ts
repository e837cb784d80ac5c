import { hasComponent } from 'bitecs'
import { Aliases } from '#components/aliases.ts'
import { touch } from '#components/define.ts'
import { attach, type Entity } from '#components/entities.ts'
import type { Zone } from '#systems/zone.ts'
import { defineCommand, type Outcome, refuse } from './define.ts'
import { quote } from './quote.ts'

const ALIASES_MAX = 50
const ALIAS_WORD_CHARS_MAX = 20
const ALIAS_TEXT_CHARS_MAX = 200

/** The longest line an alias gives, in characters: `$*` may stand in it more than once. */
export const EXPANDED_CHARS_MAX = 2_000

/** An alias for one of these could lock its owner out of mending it, or in. */
const RESERVED = new Set(['alias', 'unalias', 'quit'])
const WORD = /^[\p{L}\p{N}_-]+$/u

/** One of a player's own words, and what it stands for. */
export interface Alias {
  word: string
  text: string
}

/** What `line` stands for: its first word replaced if `actor` made it an alias. Expands once. */
export function expandAlias(zone: Zone, actor: Entity, line: string): string {
  if (!hasComponent(zone.world, actor, Aliases) || Aliases.list[actor] === '') return line
  const [, word = '', rest = ''] = /^(\S+)\s*(.*)$/su.exec(line) ?? []
  const alias = aliasesOf(zone, actor).find((each) => each.word === word.toLowerCase())
  if (!alias) return line
  const expanded = alias.text.includes('$*')
    ? alias.text.replaceAll('$*', () => rest)
    : `${alias.text} ${rest}`
  return expanded.slice(0, EXPANDED_CHARS_MAX).trim()
}

/** The aliases of `actor`, in the order they were made. */
export function aliasesOf(zone: Zone, actor: Entity): Alias[] {
  if (!hasComponent(zone.world, actor, Aliases)) return []
  const lines = Aliases.list[actor]!.split('\n').filter((line) => line !== '')
  return lines.map((line) => {
    const blank = line.indexOf(' ')
    return { word: line.slice(0, blank), text: line.slice(blank + 1) }
  })
}

/** Replaces all aliases of `actor`. */
export function keepAliases(zone: Zone, actor: Entity, aliases: readonly Alias[]): void {
  if (!hasComponent(zone.world, actor, Aliases)) attach(zone.world, actor, Aliases)
  Aliases.list[actor] = aliases.map(({ word, text }) => `${word} ${text}`).join('\n')
  touch(Aliases, actor)
}

export const alias = defineCommand({
  name: 'alias',
  aliases: ['nick'],
  usage: 'alias [<name> [<text>]]',
  section: 'character',
  help: 'Lists your own words for commands, or makes one.',
  more:
    '"alias gl get lantern" makes "gl" do what "get lantern" does. What you type after the word ' +
    'is put at the end, or wherever "$*" stands: after "alias greet emote waves at $*.", ' +
    '"greet Ada" waves at Ada.\n\n' +
    'Plain "alias" lists yours; "alias gl" shows one; "unalias gl" takes it away. You may have ' +
    `${ALIASES_MAX}. An alias stands for one line, and the words in it are never aliases ` +
    'themselves. "alias", "unalias" and "quit" always keep their meaning.',
  seeAlso: ['unalias', 'toggle'],
  lasting: true,
  writes: [Aliases],
  run(zone, actor, { name, text }) {
    if (name === undefined) return list(zone, actor)
    const wanted = name.toLowerCase()
    if (text === undefined) return showOne(zone, actor, wanted)
    return make(zone, actor, { word: wanted, text: text.replace(/\s+/g, ' ').trim() })
  },
})

function list(zone: Zone, actor: Entity): Outcome {
  zone.report.tell(actor, { verb: 'aliases', list: aliasesOf(zone, actor) })
  return undefined
}

function showOne(zone: Zone, actor: Entity, wanted: string): Outcome {
  const found = aliasesOf(zone, actor).find(({ word }) => word === wanted)
  if (!found) return refuse(`You have no alias ${quote(wanted)}. "alias" lists those you have.`)
  zone.report.tell(actor, { verb: 'aliases', list: [found] })
  return undefined
}

function make(zone: Zone, actor: Entity, made: Alias): Outcome {
  const fault = faultIn(made)
  if (fault !== undefined) return refuse(fault)
  const others = aliasesOf(zone, actor).filter(({ word }) => word !== made.word)
  if (others.length >= ALIASES_MAX) {
    return refuse(`You have ${ALIASES_MAX} aliases, and there is no room for more: "unalias" one.`)
  }
  keepAliases(zone, actor, [...others, made])
  zone.report.tell(actor, { verb: 'note', text: `"${made.word}" now stands for "${made.text}".` })
  return undefined
}

function faultIn({ word, text }: Alias): string | undefined {
  if (RESERVED.has(word)) return `"${word}" always keeps its meaning. Choose another word.`
  if (!WORD.test(word)) return 'An alias is one word of letters, digits, "-" and "_".'
  if (word.length > ALIAS_WORD_CHARS_MAX) {
    return `That word is too long: an alias has ${ALIAS_WORD_CHARS_MAX} letters at most.`
  }
  if (text.length > ALIAS_TEXT_CHARS_MAX) {
    return `That is too long: an alias stands for ${ALIAS_TEXT_CHARS_MAX} characters at most.`
  }
  return undefined
}
