import { hasComponent } from 'bitecs'
import { touch } from '#components/define.ts'
import { attach, defineQuery, type Entity } from '#components/entities.ts'
import { Overhead } from '#components/overhead.ts'
import { Player } from '#components/player.ts'
import { Sky, WEATHERS } from '#components/sky.ts'
import { roomOf } from '#systems/containment.ts'
import { defineSystem } from '#systems/define.ts'
import { bear } from '#systems/spawn.ts'
import { ticksIn, type Zone } from '#systems/zone.ts'
import { daytimeOf, skyOf, weatherOf } from './sky.ts'

const roomsOutdoors = defineQuery(Overhead)
const allPlayers = defineQuery(Player)

const EVERY_TICKS = 10

/** Mean seconds until the weather turns. */
const WEATHER_SECONDS = 240

/** For each change edges know so many sentences: which one is told is drawn here. */
const VARIANTS = 3

/**
 * Lets day and night and the weather pass over all rooms under the sky.
 *
 * Rooms are written only when something changes, a few times in a day: what lies overhead is then
 * part of their view and costs nothing in between.
 */
export const skySystem = defineSystem({
  name: 'sky',
  everyTicks: EVERY_TICKS,
  writes: [Sky, Overhead],
  run(zone) {
    const sky = skyOf(zone) ?? makeSky(zone)
    if (zone.tick >= Sky.nextTick[sky]!) turnWeather(zone, sky)
    const daytime = daytimeOf(zone)
    const weather = weatherOf(zone)
    let [isNewTime, isNewWeather] = [false, false]
    for (const room of roomsOutdoors(zone.world)) {
      const isOld = Overhead.daytime[room] === daytime
      const isSame = Overhead.weather[room] === weather
      if (isOld && isSame) continue
      if (!isOld) isNewTime = true
      if (!isSame) isNewWeather = true
      Overhead.daytime[room] = daytime
      Overhead.weather[room] = weather
      touch(Overhead, room)
    }
    if (isNewTime) tellAll(zone, 'daytime')
    if (isNewWeather) tellAll(zone, 'weatherTurns')
  },
})

/** The weather over a zone begins clear. */
function makeSky(zone: Zone): Entity {
  const sky = bear(zone)
  attach(zone.world, sky, Sky, { weather: 0, nextTick: nextTurn(zone) })
  return sky
}

function nextTurn(zone: Zone): number {
  return zone.tick + ticksIn(zone, zone.chance.around(WEATHER_SECONDS))
}

/** A step to the better or the worse; at either end there is only one way to go. */
function turnWeather(zone: Zone, sky: Entity): void {
  const now = Sky.weather[sky]!
  const worst = WEATHERS.length - 1
  const worse = now === 0 || (now < worst && zone.chance.oneIn(2))
  Sky.weather[sky] = worse ? now + 1 : now - 1
  Sky.nextTick[sky] = nextTurn(zone)
  touch(Sky, sky)
}

/** Shows it in every room under the sky in which there are players. */
function tellAll(zone: Zone, verb: 'daytime' | 'weatherTurns'): void {
  const rooms = new Set([...allPlayers(zone.world)].map((player) => roomOf(zone, player)))
  const variant = zone.chance.integer(VARIANTS)
  for (const room of rooms) {
    if (room === 0 || !hasComponent(zone.world, room, Overhead)) continue
    const daytime = Overhead.daytime[room]!
    const weather = Overhead.weather[room]!
    zone.report.show(room, { verb, daytime, weather, count: variant })
  }
}
