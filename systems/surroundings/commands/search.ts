import { hasComponent } from 'bitecs'
import { touch } from '#components/define.ts'
import { attach } from '#components/entities.ts'
import { Searching } from '#components/searching.ts'
import { defineCommand, refuse } from '#systems/commands/define.ts'
import { roomOf } from '#systems/containment.ts'
import { whyUnseen } from '#systems/light.ts'
import { ticksIn } from '#systems/zone.ts'

const SEARCH_SECONDS = 2

export const search = defineCommand({
  name: 'search',
  usage: 'search',
  section: 'looking',
  help: 'Searches the room for hidden ways out.',
  more: 'It takes a moment, and does not always succeed: a quick wit helps, and so does patience.',
  seeAlso: ['secrets', 'examine', 'exits'],
  posture: 'standing',
  inFight: false,
  writes: [Searching],
  run(zone, actor) {
    const room = roomOf(zone, actor)
    const unseen = whyUnseen(zone, actor, 'It is too dark to search here. Bring a light.')
    if (unseen !== undefined) return refuse(unseen)
    if (!hasComponent(zone.world, actor, Searching)) attach(zone.world, actor, Searching)
    if (Searching.room[actor] === room) return refuse('You are still searching.')
    Searching.room[actor] = room
    Searching.doneTick[actor] = zone.tick + ticksIn(zone, SEARCH_SECONDS)
    touch(Searching, actor)
    return { verb: 'search', actor }
  },
})
