import { CONTAINMENT } from '#systems/containment.ts'
import { walk } from '#systems/movement.ts'
import { exitsHere } from '#systems/names.ts'
import { defineCommand, refuse } from './define.ts'
import { exitTo, waysOut } from './ways.ts'

export const leave = defineCommand({
  name: 'leave',
  usage: 'leave',
  section: 'moving',
  help: 'Goes out, or takes the only way there is.',
  more: 'It leaves the room, not the game: for that, type "quit".',
  seeAlso: ['moving', 'enter', 'exits', 'quit'],
  writes: CONTAINMENT,
  run(zone, actor) {
    const exits = exitsHere(zone, actor)
    const only = exits.length === 1 ? exits[0] : undefined
    const exit = exitTo(zone, actor, 'out') ?? only
    if (exit !== undefined) return walk(zone, actor, exit)
    return refuse(`Leave which way? ${waysOut(zone, actor)}`)
  },
})
