import { touch } from '#components/define.ts'
import { defineQuery, type Entity } from '#components/entities.ts'
import { Exit } from '#components/exit.ts'
import { Journey } from '#components/journey.ts'
import { isRefused } from '#systems/commands/define.ts'
import { CONTAINMENT, roomOf } from '#systems/containment.ts'
import { defineSystem } from '#systems/define.ts'
import { isFighting } from '#systems/fighting.ts'
import { walk } from '#systems/movement.ts'
import { exitsHere } from '#systems/names.ts'
import { isStanding } from '#systems/posture.ts'
import { ticksIn, type Zone } from '#systems/zone.ts'
import { halt } from './journey.ts'

const withJourney = defineQuery(Journey)

/** Slow enough to read the names of places, quick enough not to wait for. */
const STEP_SECONDS = 0.4

/**
 * Takes whoever walks somewhere a step further.
 *
 * Whatever keeps it from going on ends the journey: a closed door, a fight, sitting down, or a step
 * of its own.
 */
export const journeySystem = defineSystem({
  name: 'journey',
  everyTicks: 1,
  writes: [Journey, ...CONTAINMENT],
  run(zone) {
    for (const walker of withJourney(zone.world)) {
      if (Journey.ways[walker] === '' || zone.tick < Journey.nextTick[walker]!) continue
      step(zone, walker)
    }
  },
})

function step(zone: Zone, walker: Entity): void {
  const [way, ...further] = Journey.ways[walker]!.split(' ')
  const stop = (text: string) => {
    halt(walker)
    zone.report.tell(walker, { verb: 'note', text })
  }
  const goal = Journey.goal[walker]!
  if (roomOf(zone, walker) !== Journey.at[walker]) return stop(`You are off your way to ${goal}.`)
  if (isFighting(zone, walker) || !isStanding(zone, walker)) {
    return stop(`You stop on your way to ${goal}.`)
  }
  const exit = exitsHere(zone, walker).find((each) => Exit.direction[each] === way)
  if (exit === undefined) return stop(`The way to ${goal} is no longer there.`)
  const outcome = walk(zone, walker, exit)
  if (outcome !== undefined && isRefused(outcome)) {
    return stop(`${outcome.refused} You stop on your way to ${goal}.`)
  }
  if (further.length === 0) return stop(`You have come to ${goal}.`)
  Journey.ways[walker] = further.join(' ')
  Journey.at[walker] = roomOf(zone, walker)
  Journey.nextTick[walker] = zone.tick + ticksIn(zone, STEP_SECONDS)
  touch(Journey, walker)
}
