import { hasComponent } from 'bitecs'
import { Abilities } from '#components/abilities.ts'
import { Affects } from '#components/affects.ts'
import { Attributes } from '#components/attributes.ts'
import { type AnyComponent, touch } from '#components/define.ts'
import type { MobileDefinition } from '#components/definition.ts'
import { attach, type Entity } from '#components/entities.ts'
import { Fighting } from '#components/fighting.ts'
import { LightSource } from '#components/lightSource.ts'
import { Persona } from '#components/persona.ts'
import { POSTURES, Posture } from '#components/posture.ts'
import { Progress } from '#components/progress.ts'
import { Purse } from '#components/purse.ts'
import { QuestLog } from '#components/questLog.ts'
import { Spirit } from '#components/spirit.ts'
import { Travels } from '#components/travels.ts'
import { Vitals } from '#components/vitals.ts'
import type { Zone } from '#systems/zone.ts'
import { COMMON } from './lent.ts'
import { nextLevelAt } from './level.ts'
import { PRACTICES_AT_FIRST } from './levelTable.ts'
import { refigure } from './refigure.ts'

const STANDING = POSTURES.indexOf('standing')

/** Health of a mobile that cannot be fought. */
const PEACEABLE_HP = 100

/** What `embody` writes. */
export const BODY = [Vitals, Fighting, Posture] as const

/**
 * Gives a mobile that has just been made its health, and what it fights with.
 *
 * Who can fight has `Fighting` and `Posture` all its life: what comes to a being later is not told
 * to those who see it already.
 */
export function embody(zone: Zone, mobile: Entity, { fight }: MobileDefinition): void {
  const hpMax = fight === undefined ? PEACEABLE_HP : 0
  attach(zone.world, mobile, Vitals, { hpMax })
  if (fight !== undefined) {
    attach(zone.world, mobile, Fighting)
    attach(zone.world, mobile, Posture, { posture: STANDING })
  }
  refigure(zone, mobile)
  Vitals.hp[mobile] = Vitals.hpMax[mobile]!
}

/** What a character has from the beginning, with nothing in it. */
const BLANK_AT_FIRST = [Abilities, Affects, Purse, QuestLog, Travels, Persona, LightSource] as const

/**
 * Gives a character what it lacks of all that these rules know of one.
 *
 * One that is new to them is whole and of the first level, with common attributes.
 */
export function furnish(zone: Zone, character: Entity): void {
  const lacks = (component: AnyComponent) => !hasComponent(zone.world, character, component)
  const { world } = zone
  const isNew = lacks(Progress)
  if (lacks(Attributes)) {
    const common = { might: COMMON, grace: COMMON, vigour: COMMON, wit: COMMON }
    attach(world, character, Attributes, common)
  }
  if (isNew) attach(world, character, Progress, { level: 1, practices: PRACTICES_AT_FIRST })
  Progress.next[character] = nextLevelAt(Progress.level[character]!)
  touch(Progress, character)
  if (lacks(Spirit)) attach(world, character, Spirit)
  for (const component of BLANK_AT_FIRST) {
    if (lacks(component)) attach(world, character, component)
  }
  if (lacks(Fighting)) attach(world, character, Fighting)
  if (lacks(Posture)) attach(world, character, Posture, { posture: STANDING })
  refigure(zone, character)
  if (isNew) {
    Vitals.hp[character] = Vitals.hpMax[character]!
    Spirit.sp[character] = Spirit.spMax[character]!
  }
  // Whoever is in the world is alive, whatever was kept.
  Vitals.hp[character] = Math.max(1, Vitals.hp[character]!)
  touch(Vitals, character)
  touch(Spirit, character)
}
