import { hasComponent } from 'bitecs'
import { SPELL_NAMES, type SpellName } from '#components/abilityNames.ts'
import { touch } from '#components/define.ts'
import type { Entity } from '#components/entities.ts'
import { Spirit } from '#components/spirit.ts'
import { Tempo } from '#components/tempo.ts'
import { Vitals } from '#components/vitals.ts'
import { defineCommand, type Refused, refuse } from '#systems/commands/define.ts'
import { oneOf } from '#systems/commands/oneOf.ts'
import { capital } from '#systems/commands/phrases.ts'
import { quote } from '#systems/commands/quote.ts'
import { roomOf } from '#systems/containment.ts'
import { isFighting } from '#systems/fighting.ts'
import { theNameOf } from '#systems/names.ts'
import { levelOf } from '#systems/waymark/fight/level.ts'
import { happens, tire, tiredness } from '#systems/waymark/fight/skills.ts'
import { abilitiesNamed, isSpell } from '#systems/waymark/magic/abilities.ts'
import { abilityOf } from '#systems/waymark/magic/abilityOf.ts'
import {
  CASTS_AT_BEST,
  CASTS_AT_WORST,
  FAILURE_COSTS,
  FIGHTING_DISTRACTS,
  SPELLS,
} from '#systems/waymark/magic/abilityTable.ts'
import { spellRefusal, WORKING, type Working, work } from '#systems/waymark/magic/spells.ts'
import type { Zone } from '#systems/zone.ts'
import { findTarget } from './upon.ts'

export const cast = defineCommand({
  name: 'cast',
  aliases: ['c'],
  usage: ['cast <spell> on|at <whom>', 'cast <spell> <whom>', 'cast <spell>'],
  section: 'magic',
  help: 'Casts a spell that you know.',
  more:
    '"cast mend" works upon yourself, "cast mend on Bob" upon him, "cast spark" in a fight upon ' +
    'your foe. Each spell costs spirit; one that fails costs half of it. "spells" lists what you ' +
    'know, and "help" with the name of a spell tells what it does.',
  seeAlso: ['spells', 'magic', 'practice', 'affects'],
  lasting: true,
  writes: [...WORKING, Spirit, Tempo],
  run(zone, actor, { spell: phrase = '', whom }) {
    if (phrase === '') return refuse('Cast what? "spells" lists the spells you know.')
    const spell = findSpell(zone, actor, phrase)
    if (typeof spell !== 'string') return spell
    const target = findTarget(zone, actor, spell, whom, { name: `cast ${spell}` })
    if (typeof target !== 'number') return target
    const working = { spell, level: levelOf(zone, actor), caster: actor, target }
    const refusal = castRefusal(zone, working)
    if (refusal !== undefined) return refuse(refusal)
    attempt(zone, working)
    return undefined
  },
})

/** The spell that `phrase` means among those `actor` knows, or why there is none. */
function findSpell(zone: Zone, actor: Entity, phrase: string): SpellName | Refused {
  const known = SPELL_NAMES.filter((name) => abilityOf(zone, actor, name) > 0)
  const found = abilitiesNamed(phrase, known).filter(isSpell)
  if (found.length === 1) return found[0]!
  if (found.length > 1) return refuse(`Which spell do you mean: ${oneOf(found)}?`)
  const unknown = abilitiesNamed(phrase, SPELL_NAMES)[0]
  if (unknown !== undefined) {
    return refuse(`You have not learnt to cast ${unknown}. Some people teach that.`)
  }
  return refuse(`There is no spell ${quote(phrase)}. "spells" lists all there are.`)
}

function castRefusal(zone: Zone, working: Working): string | undefined {
  const { spell, caster, target } = working
  const { sp, effect } = SPELLS[spell]
  const tired = tiredness(zone, caster)
  if (tired !== undefined) return tired
  const has = hasComponent(zone.world, caster, Spirit) ? Spirit.sp[caster]! : 0
  if (has < sp) {
    return `That takes ${sp} points of spirit, and you have ${has}. Rest, and they come back.`
  }
  if (effect.kind === 'heal' && Vitals.hp[target]! >= Vitals.hpMax[target]!) {
    if (target === caster) return 'You are not hurt.'
    return `${capital(theNameOf(zone, target))} is not hurt.`
  }
  return spellRefusal(zone, working)
}

function attempt(zone: Zone, working: Working): void {
  const { spell, caster, target } = working
  const { sp, readySeconds } = SPELLS[spell]
  const room = roomOf(zone, caster)
  tire(zone, caster, readySeconds)
  if (!happens(zone, likelihood(zone, caster, spell))) {
    spend(caster, Math.ceil(sp * FAILURE_COSTS))
    zone.report.show(room, { verb: 'castFails', actor: caster, text: spell })
    return
  }
  spend(caster, sp)
  const upon = target === caster ? {} : { target }
  zone.report.show(room, { verb: 'cast', actor: caster, ...upon, text: spell })
  work(zone, working)
}

/** Hundredths. */
function likelihood(zone: Zone, caster: Entity, spell: SpellName): number {
  const known = abilityOf(zone, caster, spell) / 100
  const distraction = isFighting(zone, caster) ? FIGHTING_DISTRACTS : 0
  return CASTS_AT_WORST + (CASTS_AT_BEST - CASTS_AT_WORST) * known - distraction
}

function spend(caster: Entity, points: number): void {
  Spirit.sp[caster] = Spirit.sp[caster]! - points
  touch(Spirit, caster)
}
