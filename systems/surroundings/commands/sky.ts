import { hasComponent } from 'bitecs'
import { Overhead } from '#components/overhead.ts'
import { defineCommand, refuse } from '#systems/commands/define.ts'
import { roomOf } from '#systems/containment.ts'
import { daytimeOf, hourOf, weatherOf } from '#systems/surroundings/sky.ts'

export const time = defineCommand({
  name: 'time',
  usage: 'time',
  section: 'looking',
  help: "Tells the hour of the world's day.",
  more: 'A day of the world is 24 minutes. Shops keep hours; day breaks at five.',
  seeAlso: ['weather'],
  run(zone, actor) {
    const verb = 'time'
    zone.report.tell(actor, { verb, count: hourOf(zone), daytime: daytimeOf(zone) })
    return undefined
  },
})

export const weather = defineCommand({
  name: 'weather',
  aliases: ['sky'],
  usage: 'weather',
  section: 'looking',
  help: 'Tells what the sky looks like, where you can see it.',
  seeAlso: ['time'],
  run(zone, actor) {
    if (!hasComponent(zone.world, roomOf(zone, actor), Overhead)) {
      return refuse('You cannot see the sky from here. Go outdoors.')
    }
    const [daytime, sky] = [daytimeOf(zone), weatherOf(zone)]
    zone.report.tell(actor, { verb: 'weather', daytime, weather: sky })
    return undefined
  },
})
