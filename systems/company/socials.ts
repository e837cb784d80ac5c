import type { Entity } from '#components/entities.ts'
import { type Command, defineCommand, type Outcome, refuse } from '#systems/commands/define.ts'
import { isSelf } from '#systems/commands/hearer.ts'
import { quote } from '#systems/commands/quote.ts'
import { notHere } from '#systems/commands/reach.ts'
import { express } from '#systems/commands/speech.ts'
import { beingsHere, parseWanted, pick } from '#systems/names.ts'
import type { Zone } from '#systems/zone.ts'
import { rift } from './persona.ts'
import { SOCIAL_TABLE } from './socialTable.ts'
import { type SocialText, templatesOf } from './socialText.ts'

/** Shorter beginnings call no gesture: they are too likely to be meant for something else. */
export const GESTURE_LETTERS_MIN = 3

const SOCIALS: ReadonlyMap<string, Command> = new Map(
  [...SOCIAL_TABLE].map(([name, text]) => [name, gesture(name, text)]),
)

/** The gesture that `word` calls: by its name, or by a beginning that is no other's. */
export function socialFor(word: string): Command | undefined {
  const exact = SOCIALS.get(word)
  if (exact || word.length < GESTURE_LETTERS_MIN) return exact
  const fitting = socialNames(word)
  return fitting.length === 1 ? SOCIALS.get(fitting[0]!) : undefined
}

/** Words for gestures that begin so. */
export function socialNames(beginning: string): string[] {
  return [...SOCIALS.keys()].filter((name) => name.startsWith(beginning))
}

function gesture(name: string, [alone, at, self]: SocialText): Command {
  const texts = { alone: templatesOf(alone), at: templatesOf(at), self: templatesOf(self) }
  return defineCommand({
    name,
    usage: `${name} [<whom>]`,
    section: 'company',
    help: 'Shows it to all who are in the room.',
    run(zone, actor, { whom }) {
      const target = whom === undefined ? undefined : gestureAt(zone, actor, whom)
      if (typeof target === 'object') return target
      if (target === undefined) return shown(zone, actor, texts.alone)
      if (target === actor) return shown(zone, actor, texts.self)
      return express(zone, { verb: 'social', actor, target, ...texts.at })
    },
  })
}

function shown(
  zone: Zone,
  actor: Entity,
  { toActor, toOthers }: { toActor: string; toOthers: string },
): Outcome {
  return express(zone, { verb: 'social', actor, toActor, toOthers })
}

/** Whom `phrase` means, `actor` among them. */
function gestureAt(zone: Zone, actor: Entity, phrase: string) {
  if (isSelf(phrase)) return actor
  const wanted = parseWanted(phrase)
  if (wanted.all) return refuse('One at a time, please; alone it is for everybody.')
  const target = pick(zone, beingsHere(zone, actor), wanted)[0]
  if (target === undefined) {
    return pick(zone, [actor], wanted)[0] ?? notHere(zone, actor, phrase)
  }
  const apart = rift(zone, actor, target)
  return apart === undefined ? target : refuse(apart)
}

export const socials = defineCommand({
  name: 'socials',
  usage: 'socials [<beginning>]',
  section: 'company',
  posture: 'sleeping',
  help: 'Lists the gestures there are words for: "smile", "wave" and many more.',
  more: '"smile" shows it to all, "smile Ada" to Ada. "socials gr" lists those that begin so.',
  seeAlso: ['gestures', 'emote'],
  run(zone, actor, { beginning = '' }) {
    const names = socialNames(beginning.toLowerCase())
    if (names.length === 0) return refuse(`No gesture begins with ${quote(beginning)}.`)
    zone.report.tell(actor, { verb: 'socials', names })
    return undefined
  },
})
