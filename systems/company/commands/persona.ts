import type { Entity } from '#components/entities.ts'
import { Persona } from '#components/persona.ts'
import { defineCommand, type Outcome, refuse } from '#systems/commands/define.ts'
import { personaText, setPersonaText } from '#systems/company/persona.ts'
import type { Zone } from '#systems/zone.ts'

/** [limit] UTF-16 units. */
const TITLE_MAX = 40
const DESCRIPTION_MAX = 1_000

const NOTHING = new Set(['none', 'clear', 'off'])

export const title = defineCommand({
  name: 'title',
  usage: 'title <text>',
  section: 'character',
  help: 'Sets what follows your name where players are listed.',
  more: 'If you are Ada, "title the Lost" makes it "Ada the Lost". "title none" ends that.',
  seeAlso: ['setdesc', 'who', 'whois'],
  lasting: true,
  writes: [Persona],
  run(zone, actor, { text = '' }) {
    const wanted = text.trim().replace(/\s+/g, ' ')
    const now = personaText(zone, actor, 'title')
    if (wanted === '') {
      return say(zone, actor, now === '' ? 'You have no title.' : `Your title is: ${now}`)
    }
    if (NOTHING.has(wanted.toLowerCase())) {
      setPersonaText(zone, actor, 'title', '')
      return say(zone, actor, 'You have no title any more.')
    }
    if (wanted.length > TITLE_MAX) return refuse(`A title has ${TITLE_MAX} letters at most.`)
    setPersonaText(zone, actor, 'title', wanted)
    return say(zone, actor, `Your title is now: ${wanted}`)
  },
})

export const setdesc = defineCommand({
  name: 'setdesc',
  aliases: ['description'],
  usage: 'setdesc <text>',
  section: 'character',
  help: 'Sets what others see who look at you.',
  more:
    '"setdesc + <text>" adds a paragraph to it, "setdesc none" takes it all away, and plain ' +
    '"setdesc" shows it.',
  seeAlso: ['title', 'look'],
  lasting: true,
  writes: [Persona],
  run(zone, actor, { text = '' }) {
    const wanted = text.trim()
    const now = personaText(zone, actor, 'description')
    if (wanted === '') {
      return say(zone, actor, now === '' ? 'There is nothing special about you.' : now)
    }
    if (NOTHING.has(wanted.toLowerCase())) {
      setPersonaText(zone, actor, 'description', '')
      return say(zone, actor, 'There is nothing special about you any more.')
    }
    const whole = wanted.startsWith('+') ? `${now}\n${wanted.slice(1).trim()}`.trim() : wanted
    if (whole.length > DESCRIPTION_MAX) {
      const most = DESCRIPTION_MAX.toLocaleString('en')
      return refuse(`A description has ${most} letters at most; that would be ${whole.length}.`)
    }
    setPersonaText(zone, actor, 'description', whole)
    return say(zone, actor, `Whoever looks at you sees now:\n${whole}`)
  },
})

function say(zone: Zone, actor: Entity, text: string): Outcome {
  zone.report.tell(actor, { verb: 'note', text })
  return undefined
}
