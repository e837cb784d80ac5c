import { hasComponent } from 'bitecs'
import { LastTold } from '#components/lastTold.ts'
import { isPlayer } from '#systems/names.ts'
import { defineCommand, refuse } from './define.ts'
import { tellTo } from './tell.ts'

export const reply = defineCommand({
  name: 'reply',
  aliases: ['r'],
  usage: 'reply <text>',
  section: 'talking',
  help: 'Answers whoever told you something last.',
  seeAlso: ['talking', 'tell'],
  writes: [LastTold],
  run(zone, actor, { text }) {
    if (!hasComponent(zone.world, actor, LastTold)) {
      return refuse('Nobody has told you anything yet. "tell <player> <text>" begins a talk.')
    }
    const teller = zone.byUid.get(LastTold.uid[actor]!)
    if (teller === undefined || !isPlayer(zone, teller)) {
      return refuse('Whoever told you something last is no longer here.')
    }
    return tellTo(zone, actor, teller, text)
  },
})
