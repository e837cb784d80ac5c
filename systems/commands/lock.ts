import { Door } from '#components/door.ts'
import { theNameOf } from '#systems/names.ts'
import { defineCommand, refuse } from './define.ts'
import { findDoor, findKey, setDoor, tellDoor } from './doors.ts'
import { capital } from './phrases.ts'

export const lock = defineCommand({
  name: 'lock',
  usage: 'lock <door> [with <key>]',
  section: 'things',
  help: 'Locks a door or a container with a key you carry.',
  more: 'It must be closed. Name a door by its way or by its word: "lock north", "lock gate".',
  seeAlso: ['unlock', 'close'],
  writes: [Door],
  run(zone, actor, { door: phrase = '', key: named = '' }) {
    if (phrase === '') return refuse('Lock what? Name a door, its direction, or a container.')
    const door = findDoor(zone, actor, phrase)
    if (typeof door !== 'number') return door
    const the = theNameOf(zone, door)
    if (Door.key[door] === '') return refuse(`${capital(the)} has no lock.`)
    if (Door.closed[door] === 0) return refuse(`${capital(the)} is open: close it first.`)
    if (Door.locked[door] === 1) return refuse(`${capital(the)} is already locked.`)
    const key = findKey(zone, actor, door, named)
    if (typeof key !== 'number') return key
    setDoor(zone, door, { closed: true, locked: true })
    return { ...tellDoor(zone, actor, 'lock', door), item: key }
  },
})
