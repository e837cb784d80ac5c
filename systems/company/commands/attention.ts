import type { Entity } from '#components/entities.ts'
import { Persona } from '#components/persona.ts'
import { defineCommand, type Outcome, refuse } from '#systems/commands/define.ts'
import { isSelf } from '#systems/commands/hearer.ts'
import { quote } from '#systems/commands/quote.ts'
import { express } from '#systems/commands/speech.ts'
import {
  ignoredBy,
  isUndisturbed,
  personaText,
  setPersonaText,
  setUndisturbed,
} from '#systems/company/persona.ts'
import { nameOf } from '#systems/names.ts'
import { playersNamed } from '#systems/players.ts'
import type { Zone } from '#systems/zone.ts'

/** [limit] UTF-16 units. */
const AWAY_MAX = 60
/** [limit] So many one may ignore. */
const IGNORED_MAX = 50

/** What might be a character's name. */
const NAME = /^[a-z][a-z'-]{1,18}[a-z]$/

export const afk = defineCommand({
  name: 'afk',
  aliases: ['away'],
  usage: 'afk <text>',
  section: 'talking',
  posture: 'sleeping',
  help: 'Lets others know that you are away, and what for; once more, and you are back.',
  more: 'Who tells you something meanwhile learns of it. You still hear it all.',
  seeAlso: ['dnd', 'who'],
  lasting: true,
  writes: [Persona],
  run(zone, actor, { text = '' }) {
    const why = text.trim()
    const wasAway = personaText(zone, actor, 'away') !== ''
    if (why.length > AWAY_MAX) return refuse(`Say it in ${AWAY_MAX} letters at most.`)
    if (why === '' && wasAway) {
      setPersonaText(zone, actor, 'away', '')
      return express(zone, { verb: 'back', actor })
    }
    setPersonaText(zone, actor, 'away', why === '' ? 'for a while' : why)
    return express(zone, { verb: 'away', actor, ...(why !== '' && { text: why }) })
  },
})

export const dnd = defineCommand({
  name: 'dnd',
  aliases: ['notell'],
  usage: 'dnd',
  section: 'talking',
  posture: 'sleeping',
  help: 'Turns away tells and channels; once more, and you listen again.',
  more:
    'Your party still reaches you, and so does what is said to all in the room. "replay" shows ' +
    'what was said meanwhile.',
  seeAlso: ['afk', 'ignore'],
  lasting: true,
  writes: [Persona],
  run(zone, actor) {
    const on = !isUndisturbed(zone, actor)
    setUndisturbed(zone, actor, on)
    return tell(
      zone,
      actor,
      on ? 'You are not to be disturbed now.' : 'You may be disturbed again.',
    )
  },
})

export const ignore = defineCommand({
  name: 'ignore',
  usage: 'ignore <player>',
  section: 'talking',
  posture: 'sleeping',
  help: 'Hears nothing more from a player; alone, lists whom you ignore.',
  more:
    'You notice nothing of what an ignored player says, shouts or acts, to you or to all who are ' +
    'there. Nor can that player tell or whisper you anything, write you letters (even while you ' +
    'are away), follow or invite you. The player need not be in the world.',
  seeAlso: ['unignore', 'dnd', 'lose'],
  lasting: true,
  writes: [Persona],
  run(zone, actor, { player }) {
    const ignored = ignoredBy(zone, actor)
    if (player === undefined) return tell(zone, actor, listed(ignored))
    const name = wholeName(zone, player)
    if (isSelf(player) || name === nameOf(zone, actor).toLowerCase()) {
      return refuse('However hard you try, there you still are.')
    }
    if (!NAME.test(name)) return refuse(`No player is called ${quote(player)}.`)
    if (ignored.includes(name)) return refuse(`You ignore ${shown(name)} already.`)
    if (ignored.length >= IGNORED_MAX) {
      return refuse(`You ignore ${IGNORED_MAX} players, which is the limit. "unignore" one first.`)
    }
    setPersonaText(zone, actor, 'ignored', [...ignored, name].join(' '))
    return tell(zone, actor, `You hear nothing more from ${shown(name)}.`)
  },
})

export const unignore = defineCommand({
  name: 'unignore',
  usage: 'unignore <player>',
  section: 'talking',
  posture: 'sleeping',
  help: 'Hears again from a player whom you ignored.',
  more: '"unignore all" hears from everybody again.',
  seeAlso: ['ignore'],
  lasting: true,
  writes: [Persona],
  run(zone, actor, { player }) {
    const ignored = ignoredBy(zone, actor)
    if (player === undefined || ignored.length === 0) return refuse(listed(ignored))
    const lower = player.toLowerCase()
    const freed = ignored.filter((name) => lower === 'all' || name === lower)
    if (freed.length === 0) return refuse(`You do not ignore any ${quote(player)}.`)
    const left = ignored.filter((name) => !freed.includes(name))
    setPersonaText(zone, actor, 'ignored', left.join(' '))
    return tell(zone, actor, `You hear again from ${freed.map(shown).join(', ')}.`)
  },
})

/** The name, in lower case, of the one player here whom `word` means; else `word` itself. */
function wholeName(zone: Zone, word: string): string {
  const found = playersNamed(zone, word)
  return (found.length === 1 ? nameOf(zone, found[0]!) : word).toLowerCase()
}

function shown(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}

function listed(ignored: readonly string[]): string {
  if (ignored.length === 0) return 'You ignore nobody.'
  return `You ignore ${ignored.map(shown).join(', ')}.`
}

function tell(zone: Zone, actor: Entity, text: string): Outcome {
  zone.report.tell(actor, { verb: 'note', text })
  return undefined
}
