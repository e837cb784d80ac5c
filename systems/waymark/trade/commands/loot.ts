import { hasComponent } from 'bitecs'
import { Corpse } from '#components/corpse.ts'
import { Described } from '#components/described.ts'
import { defineCommand, refuse } from '#systems/commands/define.ts'
import { getOutOf } from '#systems/commands/get.ts'
import { HANDLING } from '#systems/commands/money.ts'
import { capital } from '#systems/commands/phrases.ts'
import { quote } from '#systems/commands/quote.ts'
import { notHere } from '#systems/commands/reach.ts'
import { contentsOf } from '#systems/containment.ts'
import { whyUnseen } from '#systems/light.ts'
import { itemsHere, parseWanted, pick, seenHere, theNameOf } from '#systems/names.ts'

export const loot = defineCommand({
  name: 'loot',
  usage: 'loot [<corpse>]',
  section: 'things',
  help: 'Takes all that a corpse has on it.',
  more: 'It is the same as "get all from corpse". With "toggle autoloot" you do it by yourself.',
  seeAlso: ['get', 'toggle', 'death'],
  posture: 'sitting',
  lasting: true,
  writes: HANDLING,
  run(zone, actor, { corpse: phrase = '' }) {
    const unseen = whyUnseen(zone, actor, 'It is too dark to find a corpse here.')
    if (unseen !== undefined) return refuse(unseen)
    const corpses = itemsHere(zone, actor).filter((each) => hasComponent(zone.world, each, Corpse))
    const wanted = { ...parseWanted(phrase === '' ? 'corpse' : phrase), all: false }
    const found = pick(zone, corpses, wanted)[0]
    if (found === undefined) {
      if (phrase === '' || wanted.words.length === 0) return refuse('There is no corpse here.')
      const other = pick(zone, seenHere(zone, actor), wanted)[0]
      if (other === undefined) return notHere(zone, actor, phrase)
      if (!hasComponent(zone.world, other, Described)) {
        return refuse(`The ${quote(phrase)} is no corpse.`)
      }
      return refuse(`${capital(theNameOf(zone, other))} is no corpse.`)
    }
    const isFirstEmpty = phrase === '' && contentsOf(found).length === 0
    const full = isFirstEmpty ? corpses.find((each) => contentsOf(each).length > 0) : undefined
    return getOutOf(zone, actor, 'all', full ?? found)
  },
})
