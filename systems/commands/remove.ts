import { Wearable } from '#components/wearable.ts'
import { carriedBy, parseWanted, pick, theNameOf, wornBy } from '#systems/names.ts'
import { setWorn } from '#systems/wearing.ts'
import { defineCommand, refuse } from './define.ts'
import { capital } from './phrases.ts'
import { quote } from './quote.ts'
import { doToEach, itemOrItems } from './several.ts'

export const remove = defineCommand({
  name: 'remove',
  aliases: ['rem'],
  usage: 'remove <item>',
  section: 'things',
  help: 'Takes off a thing you wear, or lowers one you hold; you carry it then.',
  more: '"remove all" takes off everything.',
  seeAlso: ['wear', 'equipment', 'drop'],
  lasting: true,
  writes: [Wearable],
  run(zone, actor, { item: phrase = '' }) {
    if (phrase === '') return refuse('Remove what? Name a thing you wear, or "all".')
    const wanted = parseWanted(phrase)
    const items = pick(zone, wornBy(zone, actor), wanted)
    if (items.length === 0) {
      if (wanted.words.length === 0) return refuse('You wear nothing.')
      const carried = pick(zone, carriedBy(zone, actor), wanted)[0]
      if (carried === undefined) return refuse(`You wear no ${quote(phrase)}.`)
      return refuse(`${capital(theNameOf(zone, carried))} is carried, not worn.`)
    }
    return doToEach(
      zone,
      actor,
      items,
      (item) => void setWorn(item, false),
      (done) => ({ verb: 'remove', actor, ...itemOrItems(done) }),
    )
  },
})
