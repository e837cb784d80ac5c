import { defineCommand } from '#systems/commands/define.ts'
import { affectsOf, secondsLeft } from '#systems/waymark/magic/affects.ts'

export const affects = defineCommand({
  name: 'affects',
  aliases: ['aff'],
  usage: 'affects',
  section: 'magic',
  posture: 'sleeping',
  help: 'Lists the spells and poisons that work upon you, and for how long.',
  seeAlso: ['magic', 'spells', 'score'],
  run(zone, actor) {
    const list = affectsOf(zone, actor)
      .filter(({ row }) => !row.isHidden)
      .map((affect) => ({
        name: affect.name,
        seconds: Math.round(secondsLeft(zone, affect)),
        changes: Object.entries(affect.row.changes).map(([name, points]) => ({
          name,
          points: Math.round(points * affect.strength),
        })),
      }))
    zone.report.tell(actor, { verb: 'affects', list })
    return undefined
  },
})
