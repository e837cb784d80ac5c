import { Door } from '#components/door.ts'
import { theNameOf } from '#systems/names.ts'
import { defineCommand, refuse } from './define.ts'
import { findDoor, setDoor, tellDoor } from './doors.ts'
import { capital } from './phrases.ts'

export const close = defineCommand({
  name: 'close',
  aliases: ['shut'],
  usage: 'close <door>',
  section: 'things',
  help: 'Closes a door or a container.',
  more: 'Name a door by its way or by its word: "close north", "close gate".',
  seeAlso: ['open', 'lock', 'exits'],
  writes: [Door],
  run(zone, actor, { door: phrase = '' }) {
    if (phrase === '') return refuse('Close what? Name a door, its direction, or a container.')
    const door = findDoor(zone, actor, phrase)
    if (typeof door !== 'number') return door
    if (Door.closed[door] === 1) {
      return refuse(`${capital(theNameOf(zone, door))} is already closed.`)
    }
    setDoor(zone, door, { closed: true, locked: false })
    return tellDoor(zone, actor, 'close', door)
  },
})
