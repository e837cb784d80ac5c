import { Door } from '#components/door.ts'
import { theNameOf } from '#systems/names.ts'
import { defineCommand, refuse } from './define.ts'
import { findDoor, keyFor, setDoor, tellDoor } from './doors.ts'
import { capital } from './phrases.ts'

export const open = defineCommand({
  name: 'open',
  usage: 'open <door>',
  section: 'things',
  help: 'Opens a door or a container.',
  more: 'Name a door by its way or by its word: "open north", "open gate".',
  seeAlso: ['close', 'unlock', 'exits'],
  writes: [Door],
  run(zone, actor, { door: phrase = '' }) {
    if (phrase === '') return refuse('Open what? Name a door, its direction, or a container.')
    const door = findDoor(zone, actor, phrase)
    if (typeof door !== 'number') return door
    const the = capital(theNameOf(zone, door))
    if (Door.closed[door] === 0) return refuse(`${the} is already open.`)
    if (Door.locked[door] === 1) {
      const hint =
        keyFor(actor, door) === undefined ? '' : ', and you have the key: unlock it first'
      return refuse(`${the} is locked${hint}.`)
    }
    setDoor(zone, door, { closed: false, locked: false })
    return tellDoor(zone, actor, 'open', door)
  },
})
