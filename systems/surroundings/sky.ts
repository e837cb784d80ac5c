import { defineQuery, type Entity } from '#components/entities.ts'
import { type Daytime, Sky, WEATHERS, type Weather } from '#components/sky.ts'
import type { Zone } from '#systems/zone.ts'

const skies = defineQuery(Sky)

/** An hour of the world's day in seconds of world time. */
const HOUR_SECONDS = 60

const HOURS_A_DAY = 24

/** A world begins in the morning. */
const FIRST_HOUR = 8

/** The hour each part of the day begins with; before the first it is still night. */
const DAYTIMES_FROM: readonly [hour: number, daytime: Daytime][] = [
  [5, 'dawn'],
  [7, 'day'],
  [19, 'dusk'],
  [21, 'night'],
]

/** The hour of the world's day, 0–23. */
export function hourOf(zone: Zone): number {
  const hours = Math.floor((zone.worldTick * zone.secondsPerTick) / HOUR_SECONDS)
  return (FIRST_HOUR + hours) % HOURS_A_DAY
}

/** The part of the day it is. */
export function daytimeOf(zone: Zone): Daytime {
  const hour = hourOf(zone)
  return DAYTIMES_FROM.findLast(([from]) => from <= hour)?.[1] ?? 'night'
}

/** The weather over all of the zone. */
export function weatherOf(zone: Zone): Weather {
  const sky = skyOf(zone)
  return WEATHERS[sky === undefined ? 0 : Sky.weather[sky]!]!
}

/** The entity that holds the weather; undefined before the zone's first tick. */
export function skyOf(zone: Zone): Entity | undefined {
  return skies(zone.world)[0]
}
