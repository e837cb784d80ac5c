import { DIRECTIONS, type Direction } from '#components/definition.ts'

const SHORT: Readonly<Record<string, Direction>> = {
  n: 'north',
  e: 'east',
  s: 'south',
  w: 'west',
  u: 'up',
  d: 'down',
  ne: 'northeast',
  nw: 'northwest',
  se: 'southeast',
  sw: 'southwest',
}

/** The direction that `word` names, whole or by its usual letters: `north`, `NE`. */
export function directionNamed(word: string): Direction | undefined {
  const lower = word.toLowerCase()
  const short = Object.hasOwn(SHORT, lower) ? SHORT[lower] : undefined
  return short ?? DIRECTIONS.find((direction) => direction === lower)
}
