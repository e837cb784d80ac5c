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
import { foreignZoneOf } from '#systems/rooms.ts'
import { ticksIn, type Zone } from '#systems/zone.ts'
import { halt } from './journey.ts'

const walkers = defineQuery(Journey)

/** Slow enough to read the names of places, quick enough not to wait for. */
const STEP_SECONDS = 0.4

/** In place of a way: there is none left to go. */
const THERE = 'there'

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
    for (const walker of walkers(zone.world)) {
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
  if (way === THERE) return stop(`You have come to ${goal}.`)
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
  const room = roomOf(zone, walker)
  // Whoever has come over a border is told of its goal when it has seen it.
  const isOver = foreignZoneOf(zone, room) !== undefined
  if (further.length === 0 && !isOver) return stop(`You have come to ${goal}.`)
  Journey.ways[walker] = further.length === 0 ? THERE : further.join(' ')
  Journey.at[walker] = room
  Journey.nextTick[walker] = zone.tick + ticksIn(zone, STEP_SECONDS)
  touch(Journey, walker)
}
