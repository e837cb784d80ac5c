import type { SpellName } from '#components/abilityNames.ts'
import type { Entity } from '#components/entities.ts'
import { moveTo, roomOf } from '#systems/containment.ts'
import { theNameOf } from '#systems/names.ts'
import { isLostInMist } from '#systems/rooms.ts'
import { showRoom } from '#systems/surroundings/automap.ts'
import { refugeOf } from '#systems/waymark/fight/die.ts'
import { fightStats, harmThrough, roll } from '#systems/waymark/fight/fightStats.ts'
import { HARM, harm, heal } from '#systems/waymark/fight/harm.ts'
import { levelOf } from '#systems/waymark/fight/level.ts'
import { happens } from '#systems/waymark/fight/skills.ts'
import { startFight } from '#systems/waymark/fight/startFight.ts'
import type { Zone } from '#systems/zone.ts'
import { SPELLS, type SpellEffect, TAKES_HOLD, TAKES_HOLD_PER_LEVEL } from './abilityTable.ts'
import { AFFECTING, affectNamed, affectsOf, begin, endAffects, secondsLeft } from './affects.ts'
import { AFFECTS } from './affectTable.ts'

/** What spells write: a rule that works any declares these. */
export const WORKING = [...HARM, ...AFFECTING] as const

/** One spell, worked by somebody upon somebody. */
export interface Working {
  spell: SpellName
  /** As that of somebody of this level. */
  level: number
  caster: Entity
  target: Entity
}

/** Why a spell would be wasted, in words for its caster; undefined if it would not. */
export function spellRefusal(zone: Zone, { spell, caster, target }: Working): string | undefined {
  const { kind } = SPELLS[spell].effect
  if (kind === 'recall') return recallRefusal(zone, target)
  if (kind !== 'cure') return undefined
  if (affectsOf(zone, target).some(({ row }) => row.isHarmful)) return undefined
  if (target === caster) return 'There is nothing wrong with you that this would cure.'
  return `There is nothing wrong with ${theNameOf(zone, target)} that this would cure.`
}

function recallRefusal(zone: Zone, being: Entity): string | undefined {
  const hold = zone.rules.holds(zone, being)
  if (hold !== undefined) return hold
  const weary = affectNamed(zone, being, 'recalled')
  if (weary !== undefined) {
    const seconds = Math.ceil(secondsLeft(zone, weary))
    return `You have only just come that way. It takes you again in ${seconds} seconds.`
  }
  const room = roomOf(zone, being)
  const refuge = refugeOf(zone, room)
  if (isLostInMist(zone, refuge)) return 'The refuge is lost in mist. Try again in a moment.'
  return refuge === room ? 'You are there already: this is the refuge.' : undefined
}

/** Works a spell. Whether that is allowed and makes sense its caster must have asked before. */
export function work(zone: Zone, working: Working): void {
  const { caster, level, target, spell } = working
  const { effect } = SPELLS[spell]
  switch (effect.kind) {
    case 'heal':
      mend(zone, target, heal(zone, target, roll(zone, effect.dice) + effect.perLevel * level))
      break
    case 'harm': {
      const points = roll(zone, effect.dice) + effect.perLevel * level
      const through = harmThrough(points, fightStats(zone, target).armour)
      harm(zone, caster, target, through, { verb: spell, actor: caster, target })
      break
    }
    case 'affect':
      affect(zone, working, effect)
      break
    case 'cure':
      endAffects(zone, target, ({ row }) => row.isHarmful === true)
      break
    case 'recall':
      recall(zone, target)
      break
  }
}

function mend(zone: Zone, being: Entity, count: number): void {
  if (count === 0) zone.report.tell(being, { verb: 'mendNothing', actor: being })
  else zone.report.show(roomOf(zone, being), { verb: 'mend', actor: being, count })
}

function affect(
  zone: Zone,
  { caster, level, target, spell }: Working,
  effect: Extract<SpellEffect, { kind: 'affect' }>,
): void {
  const isHarmful = AFFECTS[effect.affect]!.isHarmful === true
  const levels = level - levelOf(zone, target)
  if (isHarmful && !happens(zone, TAKES_HOLD + levels * TAKES_HOLD_PER_LEVEL)) {
    const event = { verb: 'resist', actor: target, target: caster, text: spell }
    zone.report.show(roomOf(zone, target), event)
  } else {
    const strength = effect.strength + effect.perLevel * level
    begin(zone, target, effect.affect, strength, effect.seconds)
  }
  if (isHarmful) startFight(zone, caster, target)
}

function recall(zone: Zone, being: Entity): void {
  const room = roomOf(zone, being)
  const refuge = refugeOf(zone, room)
  zone.report.show(room, { verb: 'vanish', actor: being })
  moveTo(zone, being, refuge)
  begin(zone, being, 'recalled', 1, AFFECTS['recalled']!.longestSeconds)
  showRoom(zone, being, 'arrive')
  zone.report.show(refuge, { verb: 'arrive', actor: being })
}
