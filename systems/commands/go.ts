import { CONTAINMENT } from '#systems/containment.ts'
import { walk } from '#systems/movement.ts'
import { defineCommand, refuse } from './define.ts'
import { quote } from './quote.ts'
import { exitNamed, waysOut } from './ways.ts'

export const go = defineCommand({
  name: 'go',
  usage: 'go <way>',
  section: 'moving',
  help: 'Walks a way: a direction, or the door that stands in it.',
  more: 'Both "go north" and "go gate" work, if there is a gate. Plain "north" does as well.',
  seeAlso: ['moving', 'walk', 'exits', 'enter', 'leave'],
  writes: CONTAINMENT,
  run(zone, actor, { way }) {
    if (way === undefined) return refuse(`Go where? ${waysOut(zone, actor)}`)
    const exit = exitNamed(zone, actor, way)
    if (exit !== undefined) return walk(zone, actor, exit)
    return refuse(`There is no way ${quote(way)}. ${waysOut(zone, actor)}`)
  },
})
