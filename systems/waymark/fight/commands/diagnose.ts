import { Vitals } from '#components/vitals.ts'
import { defineCommand, refuse } from '#systems/commands/define.ts'
import { capital } from '#systems/commands/phrases.ts'
import { foeOf } from '#systems/fighting.ts'
import { theNameOf } from '#systems/names.ts'
import { isBeing } from '#systems/spawn.ts'
import { findBeing } from './findFoe.ts'

export const diagnose = defineCommand({
  name: 'diagnose',
  usage: 'diagnose [<whom>]',
  section: 'fighting',
  help: 'Tells how badly somebody is hurt; in a fight your foe, else yourself.',
  seeAlso: ['consider', 'score'],
  posture: 'resting',
  run(zone, actor, { whom }) {
    const target = whom === undefined ? foeOf(zone, actor) || actor : findBeing(zone, actor, whom)
    if (typeof target !== 'number') return target
    if (!isBeing(zone, target)) {
      return refuse(`${capital(theNameOf(zone, target))} is not alive, and feels nothing.`)
    }
    const share = Math.ceil((100 * Vitals.hp[target]!) / Vitals.hpMax[target]!)
    zone.report.tell(actor, { verb: 'diagnose', target, share })
    return undefined
  },
})
