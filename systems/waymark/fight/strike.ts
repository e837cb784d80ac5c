import type { Entity } from '#components/entities.ts'
import { POSTURES } from '#components/posture.ts'
import { roomOf } from '#systems/containment.ts'
import { isPlayer } from '#systems/names.ts'
import { isStanding, postureOf } from '#systems/posture.ts'
import { abilityOf } from '#systems/waymark/magic/abilityOf.ts'
import type { Zone } from '#systems/zone.ts'
import { type FightStats, fightStats, harmThrough, newFightStats, roll } from './fightStats.ts'
import { harm } from './harm.ts'
import { POSTURE_ROWS } from './paceTable.ts'
import { happens } from './skills.ts'
import { DODGES_AT_BEST, HITS_BETWEEN_EQUALS, PARRIES_AT_BEST } from './skillTable.ts'

/** Kept from blow to blow, so that none is made for each: nothing in a blow deals another. */
const own = newFightStats()
const foes = newFightStats()

/** Lets `actor` deal one blow at `target`, which may miss or be turned aside. Writes `HARM`. */
export function strike(zone: Zone, actor: Entity, target: Entity): void {
  fightStats(zone, actor, own)
  fightStats(zone, target, foes)
  const { blow } = own
  const room = roomOf(zone, actor)
  if (!happens(zone, HITS_BETWEEN_EQUALS + own.hit - foes.defence)) {
    zone.report.show(room, { verb: 'miss', actor, target, blow })
    return
  }
  const defence = defenceOf(zone, target, foes)
  if (defence !== undefined) {
    zone.report.show(room, { verb: defence, actor: target, target: actor, blow })
    return
  }
  const points = blowPoints(zone, own, foes, target)
  harm(zone, actor, target, points, { verb: 'hit', actor, target, blow })
}

/** How `being` turns a blow aside that would have struck; undefined: not at all. */
function defenceOf(zone: Zone, being: Entity, stats: FightStats): 'dodge' | 'parry' | undefined {
  if (!isPlayer(zone, being) || !isStanding(zone, being)) return undefined
  const dodge = abilityOf(zone, being, 'dodge')
  if (dodge > 0 && zone.chance.integer(10_000) < dodge * DODGES_AT_BEST) return 'dodge'
  if (!stats.isArmed) return undefined
  const parry = abilityOf(zone, being, 'parry')
  return parry > 0 && zone.chance.integer(10_000) < parry * PARRIES_AT_BEST ? 'parry' : undefined
}

/** Points of harm that one blow of `stats` does to `target`. */
export function blowPoints(
  zone: Zone,
  { dice, harm: bonus }: FightStats,
  { armour }: FightStats,
  target: Entity,
): number {
  const points = Math.max(1, roll(zone, dice) + bonus)
  const { harm: harder } = POSTURE_ROWS[POSTURES[postureOf(zone, target)]!]
  return harmThrough(points * harder, armour)
}
