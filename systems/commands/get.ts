import type { Entity } from '#components/entities.ts'
import { Item } from '#components/item.ts'
import { BURDEN_MAX_GRAMS, HELD_MAX, obstacleTo } from '#systems/burden.ts'
import { contentsOf, moveTo, roomOf, weightOf } from '#systems/containment.ts'
import { whyUnseen } from '#systems/light.ts'
import {
  beingsHere,
  isClosed,
  itemsHere,
  nameOf,
  oneWordFor,
  parseWanted,
  pick,
  seenHere,
  theNameOf,
  type Wanted,
} from '#systems/names.ts'
import type { Zone } from '#systems/zone.ts'
import { defineCommand, type Outcome, refuse } from './define.ts'
import { HANDLING, handleSum } from './money.ts'
import { capital } from './phrases.ts'
import { quote } from './quote.ts'
import { findContainer, inReach, notHere } from './reach.ts'
import { doToEach, itemOrItems } from './several.ts'

export const get = defineCommand({
  name: 'get',
  aliases: ['take'],
  usage: 'get <item> [from <container>]',
  section: 'things',
  help: 'Takes a thing that lies here, or one out of a container.',
  more:
    '"get all" takes what it can, "get all.coin" every coin, "get 2.coin" the second. ' +
    'A container may lie here, or be carried or worn; it must be open.',
  seeAlso: ['drop', 'put', 'inventory'],
  lasting: true,
  writes: HANDLING,
  run(zone, actor, { item: phrase = '', container = '' }) {
    if (phrase === '') return refuse('Get what? Name a thing that lies here, or "all".')
    return container === '' ? getHere(zone, actor, phrase) : getFrom(zone, actor, phrase, container)
  },
})

function getHere(zone: Zone, actor: Entity, phrase: string): Outcome {
  const wanted = parseWanted(phrase)
  const found = pick(zone, itemsHere(zone, actor), wanted).filter(meant(wanted))
  if (found.length === 0) {
    const sum = handleSum(zone, actor, 'get', phrase, () => roomOf(zone, actor))
    return sum ?? nothingHere(zone, actor, phrase, wanted)
  }
  const items = zone.rules.money.pocket(zone, actor, found)
  if (items.length === 0) return undefined
  return doToEach(
    zone,
    actor,
    items,
    (item) => take(zone, actor, item),
    (done) => ({ verb: 'get', actor, ...itemOrItems(done) }),
  )
}

function getFrom(zone: Zone, actor: Entity, phrase: string, containerPhrase: string): Outcome {
  const container = findContainer(zone, actor, containerPhrase)
  return typeof container === 'number' ? getOutOf(zone, actor, phrase, container) : container
}

/** Takes what `phrase` names out of `container`, which must be open and in reach. */
export function getOutOf(zone: Zone, actor: Entity, phrase: string, container: Entity): Outcome {
  const wanted = parseWanted(phrase)
  const found = pick(zone, contentsOf(container), wanted).filter(meant(wanted))
  if (found.length === 0) {
    const sum = handleSum(zone, actor, 'get', phrase, () => container)
    if (sum) return sum
    const what = wanted.words.length === 0 ? 'nothing to take' : `no ${quote(phrase)}`
    return refuse(`There is ${what} in ${theNameOf(zone, container)}.`)
  }
  const items = zone.rules.money.pocket(zone, actor, found, container)
  if (items.length === 0) return undefined
  return doToEach(
    zone,
    actor,
    items,
    (item) => take(zone, actor, item),
    (done) => ({ verb: 'get', actor, ...itemOrItems(done), container }),
  )
}

/** Who asks for `all` does not mean what is part of the place. */
function meant({ words }: Wanted): (item: Entity) => boolean {
  return (item) => words.length > 0 || Item.fixed[item] === 0
}

function take(zone: Zone, actor: Entity, item: Entity): string | undefined {
  const the = theNameOf(zone, item)
  if (Item.fixed[item] === 1) return `${capital(the)} will not budge.`
  switch (obstacleTo(zone, item, actor)) {
    case undefined:
      moveTo(zone, item, actor)
      return undefined
    case 'tooMany':
      return `You cannot carry more than ${HELD_MAX} things.`
    case 'tooHeavy':
      return weightOf(zone, item) > BURDEN_MAX_GRAMS
        ? `${capital(the)} is too heavy to carry.`
        : `With all that you carry, ${the} is too heavy.`
    case 'tooDeep':
    case 'itself':
      return `Too many things lie one in another in ${the} to pick it up.`
  }
}

function nothingHere(zone: Zone, actor: Entity, phrase: string, wanted: Wanted): Outcome {
  if (wanted.words.length === 0) {
    const unseen = whyUnseen(zone, actor, 'It is too dark to see what lies here.')
    return refuse(unseen ?? 'There is nothing to take here.')
  }
  const being = pick(zone, beingsHere(zone, actor), wanted)[0]
  if (being !== undefined) return refuse(`You cannot pick up ${theNameOf(zone, being)}.`)
  const own = pick(zone, inReach(zone, actor), wanted)[0]
  if (own !== undefined) return refuse(`You already have ${theNameOf(zone, own)}.`)
  const hint = insideHere(zone, actor, wanted)
  if (hint !== undefined) return refuse(hint)
  if (pick(zone, seenHere(zone, actor), wanted).length > 0) {
    return refuse(`You cannot take the ${quote(phrase)}: it belongs to this place.`)
  }
  return notHere(zone, actor, phrase)
}

/** How to take what `wanted` means, if it is in an open container that is in reach. */
function insideHere(zone: Zone, actor: Entity, wanted: Wanted): string | undefined {
  const reach = inReach(zone, actor).filter((item) => !isClosed(zone, item))
  for (const container of reach) {
    const item = pick(zone, contentsOf(container), wanted)[0]
    if (item === undefined) continue
    const [what, where] = [oneWordFor(zone, item), oneWordFor(zone, container)]
    return (
      `There is ${nameOf(zone, item)} in ${theNameOf(zone, container)}: ` +
      `"get ${what} from ${where}" takes it.`
    )
  }
  return undefined
}
