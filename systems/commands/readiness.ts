import type { Entity } from '#components/entities.ts'
import { POSTURES, type PostureName } from '#components/posture.ts'
import { isFighting } from '#systems/fighting.ts'
import { postureOf } from '#systems/posture.ts'
import type { Zone } from '#systems/zone.ts'
import { type Command, type HelpSection, type Refused, refuse } from './define.ts'

/** What a section's commands need, unless they say otherwise. */
const NEEDS: Readonly<Record<HelpSection, { posture: PostureName; inFight: boolean }>> = {
  moving: { posture: 'standing', inFight: false },
  looking: { posture: 'resting', inFight: true },
  things: { posture: 'resting', inFight: true },
  talking: { posture: 'resting', inFight: true },
  company: { posture: 'resting', inFight: true },
  fighting: { posture: 'standing', inFight: true },
  magic: { posture: 'sitting', inFight: true },
  trade: { posture: 'sitting', inFight: false },
  character: { posture: 'sleeping', inFight: true },
  help: { posture: 'sleeping', inFight: true },
}

const TOO_LOW: Readonly<Record<number, string>> = {
  0: 'You are asleep. "wake" first.',
  1: 'You are too comfortable for that. "sit" or "stand" up first.',
  2: 'Not while you sit. "stand" up first.',
}

/** Why `actor` is not ready for `command`; undefined if it is. */
export function unreadiness(zone: Zone, actor: Entity, command: Command): Refused | undefined {
  const needs = { ...NEEDS[command.section], ...command }
  const posture = postureOf(zone, actor)
  if (posture < POSTURES.indexOf(needs.posture)) return refuse(TOO_LOW[posture]!)
  if (!needs.inFight && isFighting(zone, actor)) {
    return refuse('Not while you fight. You may "flee".')
  }
  return undefined
}
