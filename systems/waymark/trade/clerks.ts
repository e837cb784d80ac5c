import type { MobileDefinition } from '#components/definition.ts'
import type { Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { POSTURES } from '#components/posture.ts'
import { type Refused, refuse } from '#systems/commands/define.ts'
import { capital } from '#systems/commands/phrases.ts'
import { notHere } from '#systems/commands/reach.ts'
import { isFighting } from '#systems/fighting.ts'
import { whyUnseen } from '#systems/light.ts'
import { beingsHere, parseWanted, pick, theNameOf } from '#systems/names.ts'
import { postureOf } from '#systems/posture.ts'
import type { Zone } from '#systems/zone.ts'
import { SAYS, type Saying } from './sayTable.ts'

/** A trade that mobiles ply. */
export interface Trade {
  isPliedBy(definition: MobileDefinition): boolean
  /** Why one of them who is asked by name is none: follows the name. */
  lacks: string
  /** Why there is nobody. */
  nobody: string
}

/**
 * Finds who plies `trade` here and is free to, or why nobody does.
 *
 * @param phrase  who is meant; '': whoever does
 */
export function clerkHere(
  zone: Zone,
  actor: Entity,
  trade: Trade,
  phrase: string,
): Entity | Refused {
  const unseen = whyUnseen(zone, actor, 'It is too dark to do business here.')
  if (unseen !== undefined) return refuse(unseen)
  const clerks = beingsHere(zone, actor).filter((being) => plies(zone, being, trade))
  if (phrase === '') {
    if (clerks.length === 0) return refuse(trade.nobody)
    const free = clerks.find((clerk) => whyNotFree(zone, clerk) === undefined)
    return free ?? refuse(whyNotFree(zone, clerks[0]!)!)
  }
  const wanted = { ...parseWanted(phrase), all: false }
  const clerk = pick(zone, clerks, wanted)[0]
  if (clerk === undefined) {
    const other = pick(zone, beingsHere(zone, actor), wanted)[0]
    if (other === undefined) return notHere(zone, actor, phrase)
    return refuse(`${capital(theNameOf(zone, other))} ${trade.lacks}.`)
  }
  const reason = whyNotFree(zone, clerk)
  return reason === undefined ? clerk : refuse(reason)
}

function plies(zone: Zone, being: Entity, trade: Trade): boolean {
  const definition = zone.mobiles.get(Identity.prefab[being]!)
  return definition !== undefined && trade.isPliedBy(definition)
}

function whyNotFree(zone: Zone, clerk: Entity): string | undefined {
  const the = capital(theNameOf(zone, clerk))
  if (isFighting(zone, clerk)) return `${the} is fighting, and has no time for you now.`
  if (postureOf(zone, clerk) === POSTURES.indexOf('sleeping')) return `${the} is asleep.`
  return undefined
}

/** A refusal in the words of the clerk: of the table, with `{…}` filled in. */
export function saysNo(
  zone: Zone,
  clerk: Entity,
  saying: Saying,
  fillings: Readonly<Record<string, string | number>> = {},
): Refused {
  const words = SAYS[saying].replace(/\{(\w+)\}/g, (_, name: string) =>
    // What is quoted within speech has single quotes.
    String(fillings[name]).replaceAll('"', "'"),
  )
  return refuse(`${capital(theNameOf(zone, clerk))} says, "${words}"`)
}
