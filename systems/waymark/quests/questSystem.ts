import { hasComponent } from 'bitecs'
import { Contents } from '#components/contents.ts'
import type { QuestStep } from '#components/definition.ts'
import type { Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { Mobile } from '#components/mobile.ts'
import { Progress } from '#components/progress.ts'
import { Siblings } from '#components/siblings.ts'
import { roomOf } from '#systems/containment.ts'
import { defineSystem } from '#systems/define.ts'
import { sees } from '#systems/light.ts'
import type { Zone } from '#systems/zone.ts'
import { type Deed, noteHappenings, takeDeeds } from './deeds.ts'
import { offersOf } from './offers.ts'
import { advance, beginFirst, QUESTING, stepsThat } from './progress.ts'
import { activeOf, doneBy } from './questLog.ts'

/**
 * Counts what characters have done for the quests they are on.
 *
 * While the zone holds its breath nothing of it may be kept: deeds wait until it breathes again.
 */
export const questSystem = defineSystem({
  name: 'quests',
  everyTicks: 1,
  writes: QUESTING,
  run(zone) {
    noteHappenings(zone)
    if (zone.holdsBreath) return
    for (const deed of takeDeeds(zone)) count(zone, deed)
  },
})

function count(zone: Zone, { being, kind, what }: Deed): void {
  if (kind === 'wake') {
    if (isNew(zone, being)) beginFirst(zone, being)
    return
  }
  const asked = stepsThat(zone, being, (step) => asksFor(step, kind, what))
  for (const active of asked) advance(zone, being, active)
  if (kind === 'reach') pointOut(zone, being)
}

function asksFor(step: QuestStep, kind: Deed['kind'], what: string): boolean {
  if (step.kind !== kind) return false
  if (step.kind === 'slay') return step.mobile === what
  if (step.kind === 'reach') return step.room === what
  return step.kind === 'do' && step.commands.includes(what)
}

/** Whether `being` has done nothing yet of all that is counted. */
function isNew(zone: Zone, being: Entity): boolean {
  const hasLearned = hasComponent(zone.world, being, Progress) && Progress.experience[being]! > 0
  return !hasLearned && activeOf(zone, being).length === 0 && doneBy(zone, being).length === 0
}

/** Tells `being` who here has something to ask of it, or waits to hear from it. */
function pointOut(zone: Zone, being: Entity): void {
  if (!sees(zone, being)) return
  const room = roomOf(zone, being)
  // Of many of a kind, as in a crowd that fights, one is enough.
  const known = new Set<string>()
  for (let mobile = Contents.first[room]!; mobile !== 0; mobile = Siblings.next[mobile]!) {
    if (!hasComponent(zone.world, mobile, Mobile)) continue
    const prefab = Identity.prefab[mobile]!
    if (known.has(prefab)) continue
    known.add(prefab)
    const isAwaited = (step: QuestStep) => step.kind === 'talk' && step.mobile === prefab
    if (stepsThat(zone, being, isAwaited).length > 0) {
      zone.report.tell(being, { verb: 'questAwaited', actor: mobile })
    } else if (offersOf(zone, mobile, being).length > 0) {
      zone.report.tell(being, { verb: 'questOpen', actor: mobile })
    }
  }
}
