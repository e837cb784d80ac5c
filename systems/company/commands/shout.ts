import { hasComponent } from 'bitecs'
import { attach, type Entity } from '#components/entities.ts'
import { POSTURES } from '#components/posture.ts'
import { Room } from '#components/room.ts'
import { Voice } from '#components/voice.ts'
import { defineCommand, refuse } from '#systems/commands/define.ts'
import { spoken } from '#systems/commands/speech.ts'
import { isIgnoring } from '#systems/company/persona.ts'
import { roomOf } from '#systems/containment.ts'
import { playersOf } from '#systems/players.ts'
import { postureOf } from '#systems/posture.ts'
import { ticksIn, type Zone } from '#systems/zone.ts'

const BREATH_SECONDS = 10

const SLEEPING = POSTURES.indexOf('sleeping')

export const shout = defineCommand({
  name: 'shout',
  aliases: ['yell', 'holler'],
  usage: 'shout <text>',
  section: 'talking',
  help: 'Shouts something that all in this area hear.',
  more: 'It takes some breath: you can shout once in ten seconds.',
  seeAlso: ['talking', 'say', 'gtell'],
  writes: [Voice],
  run(zone, actor, { text }) {
    const words = spoken(text, 'shout')
    if (typeof words !== 'string') return words
    const isHoarse = hasComponent(zone.world, actor, Voice) && zone.tick < Voice.readyTick[actor]!
    if (isHoarse) return refuse('You have no breath left to shout. Wait a moment.')
    const readyTick = zone.tick + ticksIn(zone, BREATH_SECONDS)
    attach(zone.world, actor, Voice, { readyTick })
    const event = { verb: 'shout', actor, text: words }
    for (const player of earshot(zone, actor)) zone.report.tell(player, event)
    return undefined
  },
})

/** The players in `actor`'s area who are awake and listen, itself among them. */
function earshot(zone: Zone, actor: Entity): Entity[] {
  const area = Room.area[roomOf(zone, actor)]
  return playersOf(zone).filter((player) => {
    if (player === actor) return true
    if (Room.area[roomOf(zone, player)] !== area) return false
    return postureOf(zone, player) !== SLEEPING && !isIgnoring(zone, player, actor)
  })
}
