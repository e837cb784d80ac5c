import { DIRECTIONS, type Direction } from '#components/definition.ts'
import { CONTAINMENT } from '#systems/containment.ts'
import { directionNamed } from '#systems/directions.ts'
import { walk } from '#systems/movement.ts'
import { type Command, defineCommand, refuse } from './define.ts'
import { exitTo, waysOut } from './ways.ts'

const LETTERS = ['n', 'e', 's', 'w', 'u', 'd', 'ne', 'nw', 'se', 'sw']

/** The twelve commands that walk: `north`, `in`, … */
export const MOVES: readonly Command[] = DIRECTIONS.map(moveCommand)

function moveCommand(direction: Direction): Command {
  return defineCommand({
    name: direction,
    aliases: LETTERS.filter((letters) => directionNamed(letters) === direction),
    usage: direction,
    section: 'moving',
    help: `Walks ${direction}, if there is a way.`,
    seeAlso: ['moving', 'exits', 'open'],
    writes: CONTAINMENT,
    run(zone, actor) {
      const exit = exitTo(zone, actor, direction)
      if (exit !== undefined) return walk(zone, actor, exit)
      return refuse(`There is no way ${direction}. ${waysOut(zone, actor)}`)
    },
  })
}
