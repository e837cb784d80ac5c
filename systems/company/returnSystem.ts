import { Persona } from '#components/persona.ts'
import { defineSystem } from '#systems/define.ts'
import { personaText, setPersonaText } from './persona.ts'

/** Who comes into the world is here, whatever it was away for when it left. */
export const returnSystem = defineSystem({
  name: 'return',
  everyTicks: 1,
  writes: [Persona],
  run(zone) {
    // What is not kept in time stays as it was: the player says so by "afk".
    if (zone.holdsBreath) return
    for (const { event, actorUid } of zone.happenings) {
      if (event.verb !== 'enterWorld') continue
      const player = zone.byUid.get(actorUid)
      if (player !== undefined && personaText(zone, player, 'away') !== '') {
        setPersonaText(zone, player, 'away', '')
      }
    }
  },
})
