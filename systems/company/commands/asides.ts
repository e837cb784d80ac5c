import type { Entity } from '#components/entities.ts'
import { type Command, defineCommand, type Outcome } from '#systems/commands/define.ts'
import { spoken } from '#systems/commands/speech.ts'
import { RULES } from '#systems/rules.ts'
import type { Zone } from '#systems/zone.ts'

const think = defineCommand({
  name: 'think',
  usage: 'think <text>',
  section: 'talking',
  posture: 'sleeping',
  help: 'Says something to yourself, which nobody else hears.',
  seeAlso: ['say', 'emote'],
  run(zone, actor, { text }) {
    const words = spoken(text, 'think')
    if (typeof words !== 'string') return words
    zone.report.tell(actor, { verb: 'think', actor, text: words })
    return undefined
  },
})

const save = defineCommand({
  name: 'save',
  usage: 'save',
  section: 'character',
  help: 'Nothing needs to be saved here: all you do is kept at once.',
  seeAlso: ['quit', 'linkdead'],
  run(zone, actor) {
    return note(
      zone,
      actor,
      'You need not save: what you have and what you have done is kept before you are told of it.',
    )
  },
})

const version = defineCommand({
  name: 'version',
  usage: 'version',
  section: 'help',
  help: 'Tells by what rules this world plays.',
  seeAlso: ['uptime'],
  run(zone, actor) {
    const areas = zone.areas.size === 1 ? 'one area' : `${zone.areas.size} areas`
    return note(zone, actor, `This is Loam, by the rules of ${RULES.name}: ${areas} to see.`)
  },
})

const uptime = defineCommand({
  name: 'uptime',
  usage: 'uptime',
  section: 'help',
  help: 'Tells how long this world has been awake.',
  seeAlso: ['time', 'version'],
  run(zone, actor) {
    const seconds = Math.floor(zone.tick * zone.secondsPerTick)
    return note(zone, actor, `This world has been awake for ${duration(seconds)}.`)
  },
})

/** To oneself, and about the world. */
export const ASIDES: readonly Command[] = [think, save, version, uptime]

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const

/** `2 hours and 5 minutes`: the two largest units that there is any of. */
function duration(seconds: number): string {
  const parts: string[] = []
  let left = seconds
  for (const [unit, length] of UNITS) {
    const count = Math.floor(left / length)
    left -= count * length
    if (count > 0) parts.push(`${count} ${unit}${count === 1 ? '' : 's'}`)
  }
  return parts.slice(0, 2).join(' and ') || 'less than a second'
}

function note(zone: Zone, actor: Entity, text: string): Outcome {
  zone.report.tell(actor, { verb: 'note', text })
  return undefined
}
