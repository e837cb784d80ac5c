import { hasComponent } from 'bitecs'
import type { Entity } from '#components/entities.ts'
import { Lore } from '#components/lore.ts'
import { Mobile } from '#components/mobile.ts'
import { contentsOf, roomOf } from '#systems/containment.ts'
import { defineSystem } from '#systems/define.ts'
import type { Happening } from '#systems/events.ts'
import { isPlayer } from '#systems/names.ts'
import type { Zone } from '#systems/zone.ts'
import { sayTo } from './speech.ts'
import { areTopics, topicIn, wordsIn } from './topics.ts'

/**
 * Lets mobiles answer what players say to them about something that they can be asked about.
 *
 * What is said to all is meant for a mobile if it names it, or is the bare word.
 */
export const topicSystem = defineSystem({
  name: 'topics',
  everyTicks: 1,
  writes: [],
  run(zone) {
    for (const happening of zone.happenings) {
      const { verb } = happening.event
      if (verb === 'say' || verb === 'sayTo') answer(zone, happening)
    }
  },
})

function answer(zone: Zone, { room, event, actorUid, targetUid }: Happening): void {
  const actor = event.actor ?? 0
  const text = event.text ?? ''
  if (zone.byUid.get(actorUid) !== actor || !isPlayer(zone, actor)) return
  const target = event.target ?? 0
  const hearers = target === 0 ? meantBy(zone, room, text) : [target]
  if (target !== 0 && zone.byUid.get(targetUid) !== target) return
  for (const mobile of hearers) {
    const topic = isMobile(zone, mobile) ? topicIn(zone, mobile, text) : undefined
    if (topic === undefined || roomOf(zone, mobile) !== roomOf(zone, actor)) continue
    sayTo(zone, mobile, actor, topic.text)
    return
  }
}

function meantBy(zone: Zone, room: Entity, text: string): Entity[] {
  const words = wordsIn(text)
  if (!areTopics(zone, words)) return [] // most of what is said, where crowds are
  const mobiles = contentsOf(room).filter((each) => isMobile(zone, each))
  if (words.length === 1) return mobiles
  return mobiles.filter((mobile) => {
    const names = Lore.words[mobile]!.split(' ')
    return words.some((word) => names.includes(word))
  })
}

function isMobile(zone: Zone, entity: Entity): boolean {
  return hasComponent(zone.world, entity, Mobile)
}
