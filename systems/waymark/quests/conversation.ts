import type { QuestStep } from '#components/definition.ts'
import type { Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { type Outcome, refuse } from '#systems/commands/define.ts'
import { capital } from '#systems/commands/phrases.ts'
import { roomOf } from '#systems/containment.ts'
import { carriedBy, theNameOf } from '#systems/names.ts'
import type { Zone } from '#systems/zone.ts'
import { handIn } from './handIn.ts'
import { offersOf } from './offers.ts'
import { advance, stepsThat, toDo } from './progress.ts'
import { type Active, activeOf } from './questLog.ts'
import { sayTo } from './speech.ts'
import { topicNames } from './topics.ts'

/**
 * Lets `being` and `mobile` have a word: it is told what it was to be told, hands in what it was to
 * bring, hears what `mobile` would ask of it, or what there is to talk about.
 */
export function converse(zone: Zone, being: Entity, mobile: Entity): Outcome {
  zone.report.show(roomOf(zone, being), { verb: 'talk', actor: being, target: mobile })
  const isDone = tellWhatWasAsked(zone, being, mobile)
  const hasGiven = handIn(zone, being, mobile, carriedBy(zone, being))
  if (isDone || hasGiven) return undefined
  if (remind(zone, being, mobile) || offer(zone, being, mobile)) return undefined
  tellAgain(zone, being, concerning(zone, being, mobile))
  return smallTalk(zone, being, mobile)
}

function tellWhatWasAsked(zone: Zone, being: Entity, mobile: Entity): boolean {
  const prefab = Identity.prefab[mobile]!
  const waiting = stepsThat(zone, being, (step) => step.kind === 'talk' && step.mobile === prefab)
  for (const active of waiting) advance(zone, being, active, 1, mobile)
  return waiting.length > 0
}

/** Says again what is still to be brought. */
function remind(zone: Zone, being: Entity, mobile: Entity): boolean {
  const prefab = Identity.prefab[mobile]!
  const waiting = stepsThat(zone, being, (step) => step.kind === 'fetch' && step.to === prefab)
  tellAgain(zone, being, waiting)
  return waiting.length > 0
}

function tellAgain(zone: Zone, being: Entity, quests: readonly Active[]): void {
  for (const active of quests) {
    const { name: title } = active.quest
    zone.report.tell(being, { verb: 'questStep', actor: being, title, ...toDo(active) })
  }
}

/** The quests that `being` is on and in which `mobile` has a part, as giver or later on. */
function concerning(zone: Zone, being: Entity, mobile: Entity): Active[] {
  const prefab = Identity.prefab[mobile]!
  const isPart = (step: QuestStep) =>
    (step.kind === 'talk' && step.mobile === prefab) ||
    (step.kind === 'fetch' && step.to === prefab)
  return activeOf(zone, being).filter(
    ({ quest, step }) => quest.giver === prefab || quest.steps.slice(step).some(isPart),
  )
}

/** One thing at a time, the first that its builder thought of. */
function offer(zone: Zone, being: Entity, mobile: Entity): boolean {
  const [quest] = offersOf(zone, mobile, being)
  if (quest === undefined) return false
  sayTo(zone, mobile, being, quest.offer)
  zone.report.tell(being, { verb: 'questOffered', actor: mobile, title: quest.name })
  return true
}

function smallTalk(zone: Zone, being: Entity, mobile: Entity): Outcome {
  const names = topicNames(zone, mobile)
  if (names.length > 0) {
    zone.report.tell(being, { verb: 'topics', actor: mobile, names })
    return undefined
  }
  const lines = zone.mobiles.get(Identity.prefab[mobile]!)?.lines ?? []
  if (lines.length === 0) {
    return refuse(`${capital(theNameOf(zone, mobile))} has nothing to say to you.`)
  }
  const line = lines[zone.chance.integer(lines.length)]!
  if (!line.startsWith(':')) sayTo(zone, mobile, being, line)
  else {
    const text = line.slice(1).trim()
    zone.report.show(roomOf(zone, mobile), { verb: 'emote', actor: mobile, text })
  }
  return undefined
}
