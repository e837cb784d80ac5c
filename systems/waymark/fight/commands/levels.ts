import { hasComponent } from 'bitecs'
import { Progress } from '#components/progress.ts'
import { defineCommand, refuse } from '#systems/commands/define.ts'
import { experienceLeft } from '#systems/waymark/fight/experience.ts'
import { LEVELS } from '#systems/waymark/fight/levelTable.ts'

/** So many of the levels to come are shown. */
const LEVELS_AHEAD = 5

export const levels = defineCommand({
  name: 'levels',
  aliases: ['tnl'],
  usage: 'levels',
  section: 'character',
  help: 'Shows your level, and what each takes.',
  more: `You learn by winning fights and by finishing quests; with enough experience comes the \
next level by itself. A level brings more health and spirit, a surer hand, and lessons to take \
from a trainer.

What is above you teaches more than what is below you; what is far below you teaches nothing. \
With death you lose a little of what you have learnt since your last level, and never the level.`,
  seeAlso: ['fighting', 'score', 'attributes', 'death'],
  run(zone, actor) {
    if (!hasComponent(zone.world, actor, Progress)) return refuse('You are past all levels.')
    const rows = LEVELS.map(({ experience }, i) => ({ level: i + 1, experience }))
    const ahead = Progress.level[actor]!
    zone.report.tell(actor, {
      verb: 'levels',
      level: Progress.level[actor]!,
      experience: Progress.experience[actor]!,
      left: experienceLeft(actor),
      list: rows.slice(ahead, ahead + LEVELS_AHEAD),
    })
    return undefined
  },
})
