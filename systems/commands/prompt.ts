import { touch } from '#components/define.ts'
import type { Entity } from '#components/entities.ts'
import { Preferences } from '#components/preferences.ts'
import type { Zone } from '#systems/zone.ts'
import { defineCommand, type Outcome, refuse } from './define.ts'

const PROMPT_CHARS_MAX = 80

/** What may stand in a prompt: `edges/text/promptFields.ts` fills it in. */
const FIELDS: readonly (readonly [field: string, text: string])[] = [
  ['%h', 'your health'],
  ['%H', 'your health when you are whole'],
  ['%s', 'your spirit'],
  ['%S', 'your spirit when it is full'],
  ['%l', 'your level'],
  ['%x', 'experience you need for the next level'],
  ['%g', 'coins at hand'],
  ['%r', 'the room'],
  ['%e', 'the ways out of it'],
  ['%t', 'the time of day, under the sky'],
  ['%f', 'how your foe is, in a fight'],
  ['%%', 'a percent sign'],
]

const SWITCHES = new Map([
  ['on', 1],
  ['off', 0],
])

export const prompt = defineCommand({
  name: 'prompt',
  usage: 'prompt [<text>]',
  section: 'character',
  help: 'Shows or changes what stands before your typing.',
  more:
    'Plain "prompt" shows yours, and lists the fields that may stand in one. ' +
    '"prompt %h/%H health, %x to go>" makes one of your own, "prompt default" goes back to the ' +
    'usual. "prompt off" does without.\n\n' +
    'With a screen reader your fields are said in words, in the order in which you name them.',
  seeAlso: ['display', 'toggle'],
  lasting: true,
  writes: [Preferences],
  run(zone, actor, { text }) {
    if (text === undefined) {
      const list = FIELDS.map(([word, about]) => ({ word, text: about }))
      zone.report.tell(actor, { verb: 'prompts', text: Preferences.promptText[actor] ?? '', list })
      return undefined
    }
    const words = text.toLowerCase()
    const turned = SWITCHES.get(words)
    if (turned !== undefined) return turn(zone, actor, turned)
    if (words === 'default') return write(zone, actor, '', 'Your prompt is the usual one again.')
    if (text.length > PROMPT_CHARS_MAX) {
      return refuse(`That is too long: a prompt has ${PROMPT_CHARS_MAX} characters at most.`)
    }
    return write(zone, actor, text, 'Your prompt is now of your own making.')
  },
})

function turn(zone: Zone, actor: Entity, isOn: number): Outcome {
  Preferences.prompt[actor] = isOn
  touch(Preferences, actor)
  const text = `"prompt" is now ${isOn === 1 ? 'on' : 'off'}.`
  zone.report.tell(actor, { verb: 'note', text })
  return undefined
}

/** Whoever chooses what a prompt shows wants to see it, too. */
function write(zone: Zone, actor: Entity, promptText: string, text: string): Outcome {
  Preferences.promptText[actor] = promptText
  Preferences.prompt[actor] = 1
  touch(Preferences, actor)
  zone.report.tell(actor, { verb: 'note', text })
  return undefined
}
