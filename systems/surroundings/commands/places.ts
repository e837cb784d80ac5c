import type { Direction } from '#components/definition.ts'
import type { Entity } from '#components/entities.ts'
import { Journey } from '#components/journey.ts'
import { defineCommand, type Refused, refuse } from '#systems/commands/define.ts'
import { oneOf } from '#systems/commands/oneOf.ts'
import { quote } from '#systems/commands/quote.ts'
import { exitNamed } from '#systems/commands/ways.ts'
import { CONTAINMENT, roomOf } from '#systems/containment.ts'
import { walk as walkThrough } from '#systems/movement.ts'
import { goalOf, halt, setOut } from '#systems/surroundings/journey.ts'
import { placesKnown, placesNamed } from '#systems/surroundings/places.ts'
import { wayTo } from '#systems/surroundings/ways.ts'
import type { Zone } from '#systems/zone.ts'

/** So many places are named where words may mean several. */
const NAMED_MAX = 5

export const places = defineCommand({
  name: 'places',
  aliases: ['landmarks'],
  usage: 'places',
  section: 'moving',
  help: 'Lists the landmarks you have been to, to which you know the way.',
  seeAlso: ['walk', 'path', 'areas', 'maps'],
  run(zone, actor) {
    const names = placesKnown(zone, actor).map(({ name }) => name)
    zone.report.tell(actor, { verb: 'places', names })
    return undefined
  },
})

export const path = defineCommand({
  name: 'path',
  usage: 'path <place>',
  section: 'moving',
  help: 'Tells the way to a place you know, or to a room of this area.',
  seeAlso: ['places', 'walk', 'maps'],
  run(zone, actor, { place }) {
    if (place === undefined) return refuse('The way where? "places" lists what you know.')
    const found = findWay(zone, actor, place)
    if ('refused' in found) return found
    zone.report.tell(actor, { verb: 'path', text: found.name, names: found.ways })
    return undefined
  },
})

export const walk = defineCommand({
  name: 'walk',
  aliases: ['run', 'speedwalk', 'stop'],
  usage: 'walk <place>',
  section: 'moving',
  help: 'Walks to a place by itself, step by step.',
  more:
    'It goes where "path" tells, and stops at closed doors and in fights. Any step of your own ' +
    'ends it, and so does "stop". "walk north" and "walk gate" walk that one way.',
  seeAlso: ['places', 'path', 'go', 'maps'],
  writes: [Journey, ...CONTAINMENT],
  run(zone, actor, { place, word }) {
    const goal = goalOf(zone, actor)
    if (word === 'stop' || place?.toLowerCase() === 'stop') return stop(zone, actor, goal)
    if (place === undefined) {
      return refuse(
        goal === undefined
          ? 'Walk where? Name a way, or one of your "places".'
          : `You are walking to ${goal}. "stop" ends it.`,
      )
    }
    const exit = exitNamed(zone, actor, place)
    if (exit !== undefined) return walkThrough(zone, actor, exit)
    const found = findWay(zone, actor, place)
    if ('refused' in found) return found
    setOut(zone, actor, found.ways, found.name)
    zone.report.tell(actor, { verb: 'note', text: `You set out for ${found.name}.` })
    return undefined
  },
})

function stop(zone: Zone, actor: Entity, goal: string | undefined): Refused | undefined {
  if (goal === undefined) return refuse('You are not walking anywhere.')
  halt(actor)
  zone.report.tell(actor, { verb: 'note', text: `You stop on your way to ${goal}.` })
  return undefined
}

/** The way to the one place that `phrase` means; of rooms that share a name, the nearest. */
function findWay(
  zone: Zone,
  actor: Entity,
  phrase: string,
): { name: string; ways: Direction[] } | Refused {
  const found = placesNamed(zone, actor, phrase)
  const names = [...new Set(found.map(({ name }) => name))]
  const name = names[0]?.replace(/^The /, 'the ')
  if (name === undefined) {
    return refuse(`You know of no place ${quote(phrase)}. "places" lists those you do.`)
  }
  if (names.length > 1) {
    const more = names.length > NAMED_MAX ? ', or yet another' : ''
    return refuse(`Which one: ${oneOf(names.slice(0, NAMED_MAX))}${more}?`)
  }
  const rooms = new Set(found.map(({ uid }) => uid))
  const ways = wayTo(zone, roomOf(zone, actor), (uid) => rooms.has(uid))
  if (ways === undefined) return refuse(`You know of no way to ${name} from here.`)
  if (ways.length === 0) return refuse(`You are there already: this is ${name}.`)
  return { name, ways }
}
