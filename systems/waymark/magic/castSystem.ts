import { hasComponent } from 'bitecs'
import { defineQuery, type Entity } from '#components/entities.ts'
import { Fighting } from '#components/fighting.ts'
import { Mobile } from '#components/mobile.ts'
import { Tempo } from '#components/tempo.ts'
import { Vitals } from '#components/vitals.ts'
import { roomOf } from '#systems/containment.ts'
import { defineSystem } from '#systems/define.ts'
import { fightOf } from '#systems/waymark/fight/level.ts'
import { mayHarm } from '#systems/waymark/fight/mayFight.ts'
import { isSpell } from '#systems/waymark/magic/abilities.ts'
import type { Zone } from '#systems/zone.ts'
import { SPELLS } from './abilityTable.ts'
import { affectNamed } from './affects.ts'
import { spellRefusal, WORKING, type Working, work } from './spells.ts'

const mobilesInFight = defineQuery(Mobile, Fighting, Tempo)

const EVERY_TICKS = 20

/** Of a hundred chances to cast so many are taken. */
const CASTS_PERCENT = 30

/** A mobile closes its wounds only below so many hundredths of its health. */
const MENDS_BELOW = 60

/** Lets mobiles that know spells cast one now and then while they fight. */
export const castSystem = defineSystem({
  name: 'cast',
  everyTicks: EVERY_TICKS,
  writes: WORKING,
  run(zone) {
    if (zone.holdsBreath) return
    for (const being of [...mobilesInFight(zone.world)]) {
      if (!hasComponent(zone.world, being, Fighting)) continue
      const casts = fightOf(zone, being)?.casts ?? []
      if (casts.length > 0 && zone.chance.integer(100) < CASTS_PERCENT) cast(zone, being, casts)
    }
  },
})

function cast(zone: Zone, caster: Entity, casts: readonly string[]): void {
  const foe = Fighting.foe[caster]!
  if (foe === 0 || zone.byUid.get(Tempo.foeUid[caster]!) !== foe) return
  if (!mayHarm(zone, caster, foe)) return
  const spell = casts[zone.chance.integer(casts.length)]!
  if (!isSpell(spell)) return
  const target = SPELLS[spell].target === 'foe' ? foe : caster
  const working = { spell, level: fightOf(zone, caster)!.level, caster, target }
  if (!isSensible(zone, working)) return
  const upon = target === caster ? {} : { target }
  zone.report.show(roomOf(zone, caster), { verb: 'cast', actor: caster, ...upon, text: spell })
  work(zone, working)
}

/** Nobody wastes a spell that would change nothing. */
function isSensible(zone: Zone, working: Working): boolean {
  const { effect } = SPELLS[working.spell]
  const { target } = working
  if (effect.kind === 'affect') return affectNamed(zone, target, effect.affect) === undefined
  if (effect.kind === 'heal') return Vitals.hp[target]! * 100 < Vitals.hpMax[target]! * MENDS_BELOW
  return spellRefusal(zone, working) === undefined
}
