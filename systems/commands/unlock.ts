import { Door } from '#components/door.ts'
import { theNameOf } from '#systems/names.ts'
import { defineCommand, refuse } from './define.ts'
import { findDoor, findKey, setDoor, tellDoor } from './doors.ts'
import { capital } from './phrases.ts'

export const unlock = defineCommand({
  name: 'unlock',
  usage: 'unlock <door> [with <key>]',
  section: 'things',
  help: 'Unlocks a door or a container with a key you carry.',
  more: 'Name a door by its way or by its word: "unlock north", "unlock gate".',
  seeAlso: ['lock', 'open'],
  writes: [Door],
  run(zone, actor, { door: phrase = '', key: named = '' }) {
    if (phrase === '') return refuse('Unlock what? Name a door, its direction, or a container.')
    const door = findDoor(zone, actor, phrase)
    if (typeof door !== 'number') return door
    const the = theNameOf(zone, door)
    if (Door.locked[door] === 0) return refuse(`${capital(the)} is not locked.`)
    const key = findKey(zone, actor, door, named)
    if (typeof key !== 'number') return key
    setDoor(zone, door, { closed: true, locked: false })
    return { ...tellDoor(zone, actor, 'unlock', door), item: key }
  },
})
