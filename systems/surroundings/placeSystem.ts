import { touch } from '#components/define.ts'
import { defineQuery } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { Player } from '#components/player.ts'
import { Room } from '#components/room.ts'
import { Travels } from '#components/travels.ts'
import { roomOf } from '#systems/containment.ts'
import { defineSystem } from '#systems/define.ts'
import { knowsPlace } from './places.ts'

const travellers = defineQuery(Player, Travels)

/**
 * Notes the landmarks that players come to: from then on they know the way.
 *
 * It goes by where they are, not by how they came: whoever comes while nothing can be kept has not
 * come in vain, nor has whoever wakes there.
 */
export const placeSystem = defineSystem({
  name: 'place',
  everyTicks: 1,
  writes: [Travels],
  run(zone) {
    if (zone.holdsBreath) return
    for (const player of travellers(zone.world)) {
      const room = roomOf(zone, player)
      if (room === 0 || Room.landmark[room] === '' || knowsPlace(zone, player, room)) continue
      Travels.places[player] = `${Travels.places[player]} ${Identity.prefab[room]}`.trim()
      touch(Travels, player)
      zone.report.tell(player, { verb: 'discover', text: Room.landmark[room]! })
    }
  },
})
