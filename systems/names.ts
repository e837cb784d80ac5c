import { hasComponent } from 'bitecs'
import { Described } from '#components/described.ts'
import { Door } from '#components/door.ts'
import type { Entity } from '#components/entities.ts'
import { Exit } from '#components/exit.ts'
import { Item } from '#components/item.ts'
import { Lore } from '#components/lore.ts'
import { Player } from '#components/player.ts'
import { Wearable } from '#components/wearable.ts'
import { contentsOf, roomOf } from './containment.ts'
import { sees } from './light.ts'
import { isBeing } from './spawn.ts'
import type { Zone } from './zone.ts'

/** What a player's words ask for: `2.sword`, `sword-2`, `all`, `all.sword`, `the brass lantern`. */
export interface Wanted {
  /** Lower-case words that must all fit; empty: anything. */
  words: readonly string[]
  /** 1 is the first that fits. */
  ordinal: number
  all: boolean
}

const ARTICLES = new Set(['a', 'an', 'the', 'some', 'my'])
const ORDINAL_MAX = 9_999
/** `take hat!`: some write whole sentences. */
const SENTENCE_END = /(?<=\w)[.!?,;]+$/

/** Reads `phrase` as players write it. It never fails: odd words simply fit nothing. */
export function parseWanted(phrase: string): Wanted {
  const lower = phrase.toLowerCase().trim().replace(SENTENCE_END, '')
  if (lower === 'all' || lower === 'everything') return { words: [], ordinal: 1, all: true }
  const all = /^all[. ](.+)$/.exec(lower)
  if (all) return { words: wordsOf(all[1]!), ordinal: 1, all: true }
  const dotted = /^(\d{1,4})\.\s*(.+)$/.exec(lower)
  if (dotted) return { words: wordsOf(dotted[2]!), ordinal: ordinal(dotted[1]!), all: false }
  const dashed = /^(.+)-(\d{1,4})$/.exec(lower)
  if (dashed) return { words: wordsOf(dashed[1]!), ordinal: ordinal(dashed[2]!), all: false }
  return { words: wordsOf(lower), ordinal: 1, all: false }
}

function ordinal(digits: string): number {
  return Math.min(Math.max(1, Number(digits)), ORDINAL_MAX)
}

function wordsOf(phrase: string): string[] {
  const words = phrase.split(/\s+/).filter((word) => word !== '')
  const meaning = words.filter((word) => !ARTICLES.has(word))
  return meaning.length > 0 ? meaning : words
}

/**
 * Whether `entity` answers to all of `words`: each must begin one of its own words.
 *
 * Beginnings are enough (`lan` for a lantern), as players of the trade expect.
 */
export function answersTo(zone: Zone, entity: Entity, words: readonly string[]): boolean {
  return hasComponent(zone.world, entity, Lore) && wordsFit(Lore.words[entity]!.split(' '), words)
}

/** Whether each of `words` begins one of `own`, or is the plural of one. */
export function wordsFit(own: readonly string[], words: readonly string[]): boolean {
  return words.every((word) =>
    own.some((candidate) => candidate.startsWith(word) || isPluralOf(word, candidate)),
  )
}

/** Texts speak of terraces where there is one thing called a terrace. */
function isPluralOf(word: string, candidate: string): boolean {
  return word === `${candidate}s` || word === `${candidate}es`
}

/** Those of `candidates` that `wanted` asks for: all that fit, or the one of its ordinal. */
export function pick(zone: Zone, candidates: readonly Entity[], wanted: Wanted): Entity[] {
  const fitting = candidates.filter((entity) => answersTo(zone, entity, wanted.words))
  if (wanted.all) return fitting
  const exact = fitting.filter((entity) => answersExactly(entity, wanted.words))
  const ranked = [...exact, ...fitting.filter((entity) => !exact.includes(entity))]
  return ranked.slice(wanted.ordinal - 1, wanted.ordinal)
}

/** What comes after the word for the thing itself: `a handbill with a horse on it`. */
const AFTERTHOUGHT = /\s(?:with|of|on|in|for|from|to|marked|addressed)\s.*$/

/** A word by which a player may call `entity`: if it can be, the one that says what it is. */
export function oneWordFor(zone: Zone, entity: Entity): string {
  const own = Lore.words[entity]!.split(' ')
  const named = nameOf(zone, entity).toLowerCase().replace(AFTERTHOUGHT, '').split(/\s+/)
  return named.findLast((word) => own.includes(word)) ?? own[0]!
}

/** A whole word is meant before a beginning: `sign` is the sign, not the signet ring. */
function answersExactly(entity: Entity, words: readonly string[]): boolean {
  const own = Lore.words[entity]!.split(' ')
  return words.every((word) => own.includes(word))
}

/** Things that `actor` sees lying in its room: neither beings nor exits. See `seenHere`. */
export function itemsHere(zone: Zone, actor: Entity): Entity[] {
  return seenHere(zone, actor).filter((entity) => hasComponent(zone.world, entity, Item))
}

/** People and creatures that `actor` sees in its room, without itself: see `seenHere`. */
export function beingsHere(zone: Zone, actor: Entity): Entity[] {
  return seenHere(zone, actor).filter((entity) => entity !== actor && isBeing(zone, entity))
}

/** Exits of `actor`'s room. They can be felt in the dark. */
export function exitsHere(zone: Zone, actor: Entity): Entity[] {
  return exitsOf(zone, roomOf(zone, actor))
}

/** Exits of `room`, in the order the builder gave them. */
export function exitsOf(zone: Zone, room: Entity): Entity[] {
  return contentsOf(room).filter((entity) => hasComponent(zone.world, entity, Exit))
}

/** All that `actor` sees in its room, itself among it: nothing in the dark, nor if it is blind. */
export function seenHere(zone: Zone, actor: Entity): Entity[] {
  const room = roomOf(zone, actor)
  return room !== 0 && sees(zone, actor) ? contentsOf(room) : []
}

/** What `being` carries and does not wear. */
export function carriedBy(zone: Zone, being: Entity): Entity[] {
  return contentsOf(being).filter((item) => !isWorn(zone, item))
}

/** What `being` wears, wields and holds. */
export function wornBy(zone: Zone, being: Entity): Entity[] {
  return contentsOf(being).filter((item) => isWorn(zone, item))
}

export function isWorn(zone: Zone, item: Entity): boolean {
  return hasComponent(zone.world, item, Wearable) && Wearable.worn[item] === 1
}

/** Whether `entity` has a door or lid that is shut. */
export function isClosed(zone: Zone, entity: Entity): boolean {
  return hasComponent(zone.world, entity, Door) && Door.closed[entity] === 1
}

export function isPlayer(zone: Zone, entity: Entity): boolean {
  return hasComponent(zone.world, entity, Player)
}

/** `a brass lantern`, `Ada`. */
export function nameOf(zone: Zone, entity: Entity): string {
  return hasComponent(zone.world, entity, Described) ? Described.name[entity]! : 'something'
}

/** The name as a known thing's: `the brass lantern`, `Ada`. */
export function theNameOf(zone: Zone, entity: Entity): string {
  return nameOf(zone, entity).replace(/^(an?|some) /, 'the ')
}
