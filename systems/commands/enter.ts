import { CONTAINMENT } from '#systems/containment.ts'
import { walk } from '#systems/movement.ts'
import { defineCommand, refuse } from './define.ts'
import { quote } from './quote.ts'
import { exitNamed, exitTo, waysOut } from './ways.ts'

export const enter = defineCommand({
  name: 'enter',
  usage: 'enter [<way>]',
  section: 'moving',
  help: 'Goes in, or through the door you name.',
  seeAlso: ['moving', 'leave', 'go'],
  writes: CONTAINMENT,
  run(zone, actor, { way }) {
    const exit = way === undefined ? exitTo(zone, actor, 'in') : exitNamed(zone, actor, way)
    if (exit !== undefined) return walk(zone, actor, exit)
    const what = way === undefined ? 'nothing to enter' : `no ${quote(way)} to enter`
    return refuse(`There is ${what} here. ${waysOut(zone, actor)}`)
  },
})
