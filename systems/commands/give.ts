import type { Entity } from '#components/entities.ts'
import { obstacleTo } from '#systems/burden.ts'
import { moveTo } from '#systems/containment.ts'
import { beingsHere, isPlayer, itemsHere, parseWanted, pick, theNameOf } from '#systems/names.ts'
import type { Zone } from '#systems/zone.ts'
import { defineCommand, type Outcome, type Refused, refuse } from './define.ts'
import { isSelf } from './hearer.ts'
import { handleSum, isSum } from './money.ts'
import { capital, partLast } from './phrases.ts'
import { findCarried, notHere } from './reach.ts'
import { RECEIVING } from './receiving.ts'
import { doToEach, itemOrItems } from './several.ts'

export const give = defineCommand({
  name: 'give',
  usage: 'give <item> to <target>',
  section: 'things',
  help: 'Hands a thing you carry to somebody here.',
  more:
    '"give all.hat to bob" hands over every hat, "give 5 coins to bob" some of your gold. ' +
    'Creatures and townsfolk decline gifts of things.',
  seeAlso: ['drop', 'put'],
  lasting: true,
  writes: RECEIVING,
  run(zone, actor, { item: phrase = '', target = '' }) {
    if (phrase === '') return refuse('Give what, and to whom? Try "give coin to bob".')
    if (target !== '') return hand(zone, actor, phrase, target)
    const parted = isSum(zone, phrase) ? undefined : partLast(phrase)
    if (parted) return hand(zone, actor, ...parted)
    return refuse('Give it to whom? Try "give coin to bob".')
  },
})

function hand(zone: Zone, actor: Entity, phrase: string, targetPhrase: string): Outcome {
  const items = findCarried(zone, actor, phrase)
  if (!Array.isArray(items)) {
    const find = () => findTarget(zone, actor, targetPhrase)
    return handleSum(zone, actor, 'give', phrase, find) ?? items
  }
  const target = findTarget(zone, actor, targetPhrase)
  if (typeof target !== 'number') return target
  if (!isPlayer(zone, target)) {
    if (zone.rules.receive(zone, target, actor, items)) return undefined
    return refuse(`${capital(theNameOf(zone, target))} politely declines your gift.`)
  }
  return doToEach(
    zone,
    actor,
    items,
    (item) => handOver(zone, item, target),
    (done) => ({ verb: 'give', actor, ...itemOrItems(done), target }),
  )
}

function findTarget(zone: Zone, actor: Entity, phrase: string): Entity | Refused {
  const wanted = parseWanted(phrase)
  if (wanted.all) return refuse('To one at a time, please.')
  const target = pick(zone, beingsHere(zone, actor), wanted)[0]
  if (target !== undefined) return target
  if (isSelf(phrase) || pick(zone, [actor], wanted).length > 0) {
    return refuse('You give to yourself, and have as much as before.')
  }
  const thing = pick(zone, itemsHere(zone, actor), wanted)[0]
  if (thing === undefined) return notHere(zone, actor, phrase)
  return refuse(`${capital(theNameOf(zone, thing))} cannot take gifts; "put" lays things into it.`)
}

function handOver(zone: Zone, item: Entity, target: Entity): string | undefined {
  const the = theNameOf(zone, item)
  const whom = capital(theNameOf(zone, target))
  switch (obstacleTo(zone, item, target)) {
    case undefined:
      moveTo(zone, item, target)
      return undefined
    case 'tooMany':
      return `${whom} cannot carry more things.`
    case 'tooHeavy':
      return `${whom} cannot carry ${the} as well: it is too heavy.`
    case 'tooDeep':
    case 'itself':
      return `${whom} cannot take ${the}.`
  }
}
