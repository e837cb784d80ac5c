import { defineComponent, u8, u32 } from './define.ts'

/** The weather over a zone: one entity has it. The time of day follows from the tick. */
export const Sky = defineComponent('sky', {
  columns: {
    weather: u8(), // place in WEATHERS
    nextTick: u32(), // when it may change
  },
  visibleTo: 'none',
  durability: 'none',
})

/** Each turns into one beside it. */
export const WEATHERS = ['clear', 'cloudy', 'drizzle', 'rain', 'storm'] as const

export type Weather = (typeof WEATHERS)[number]

export type Daytime = 'dawn' | 'day' | 'dusk' | 'night'
