import { hasComponent } from 'bitecs'
import { Affects } from '#components/affects.ts'
import { touch } from '#components/define.ts'
import { attach, type Entity } from '#components/entities.ts'
import { LightSource } from '#components/lightSource.ts'
import { roomOf } from '#systems/containment.ts'
import { FIGURES, refigure } from '#systems/waymark/fight/refigure.ts'
import { ticksIn, type Zone } from '#systems/zone.ts'
import { AFFECTS, type AffectRow } from './affectTable.ts'

/** What beginning and ending affects writes. */
export const AFFECTING = [Affects, LightSource, ...FIGURES] as const

/** Something that works upon a being for a time. */
export interface Affect {
  name: string
  row: AffectRow
  /** Whole points. */
  strength: number
  endTick: number
}

/** What works upon `being`, in the order in which it came. What no table knows is passed over. */
export function affectsOf(zone: Zone, being: Entity): Affect[] {
  if (!hasComponent(zone.world, being, Affects) || Affects.list[being] === '') return []
  return Affects.list[being]!.split(';').flatMap((entry) => {
    const [name = '', strength = '', endTick = ''] = entry.split(' ')
    if (!Object.hasOwn(AFFECTS, name)) return []
    return { name, row: AFFECTS[name]!, strength: Number(strength), endTick: Number(endTick) }
  })
}

export function affectNamed(zone: Zone, being: Entity, name: string): Affect | undefined {
  return affectsOf(zone, being).find((affect) => affect.name === name)
}

/** Whether `being` sees nothing, for something that works upon it. */
export function isBlind(zone: Zone, being: Entity): boolean {
  return affectsOf(zone, being).some(({ row }) => row.blinds)
}

/** Makes `affects` all that works upon `being`, and works out anew what follows from them. */
export function setAffects(zone: Zone, being: Entity, affects: readonly Affect[]): void {
  if (!hasComponent(zone.world, being, Affects)) attach(zone.world, being, Affects)
  Affects.list[being] = affects
    .map(({ name, strength, endTick }) => `${name} ${strength} ${endTick}`)
    .join(';')
  touch(Affects, being)
  shine(zone, being, affects)
  refigure(zone, being)
}

/** Only who has `LightSource` from the beginning can shine: all characters do. */
function shine(zone: Zone, being: Entity, affects: readonly Affect[]): void {
  if (!hasComponent(zone.world, being, LightSource)) return
  LightSource.lit[being] = Number(affects.some(({ row }) => row.shines))
  touch(LightSource, being)
}

/**
 * Lets an affect begin, or joins it to what is there already as its row says, and shows that.
 *
 * @param strength  in points; parts of one are cut off
 */
export function begin(
  zone: Zone,
  being: Entity,
  name: string,
  strength: number,
  seconds: number,
): void {
  const row = AFFECTS[name]!
  const ticks = ticksIn(zone, Math.min(seconds, row.longestSeconds))
  const added = { name, row, strength: Math.floor(strength), endTick: zone.tick + ticks }
  const affects = affectsOf(zone, being)
  const at = affects.findIndex((affect) => affect.name === name)
  if (at < 0) affects.push(added)
  else affects[at] = joined(affects[at]!, added)
  setAffects(zone, being, affects)
  if (!row.isHidden) zone.report.show(roomOf(zone, being), { verb: `${name}Begins`, actor: being })
}

function joined(old: Affect, added: Affect): Affect {
  const { stacking } = added.row
  const strength =
    stacking.kind === 'adds'
      ? Math.min(old.strength + added.strength, stacking.most)
      : Math.max(old.strength, added.strength)
  return { ...added, strength, endTick: Math.max(old.endTick, added.endTick) }
}

/** Ends those affects that `isOver` says, and shows which have ended. */
export function endAffects(zone: Zone, being: Entity, isOver: (affect: Affect) => boolean): void {
  const affects = affectsOf(zone, being)
  const over = affects.filter(isOver)
  if (over.length === 0) return
  setAffects(
    zone,
    being,
    affects.filter((affect) => !over.includes(affect)),
  )
  for (const { name, row } of over) {
    if (!row.isHidden) zone.report.show(roomOf(zone, being), { verb: `${name}Ends`, actor: being })
  }
}

/** Whoever has died is free of all, with no words lost about it. */
export function clearAffects(zone: Zone, being: Entity): void {
  if (hasComponent(zone.world, being, Affects)) setAffects(zone, being, [])
}

/** Before a character leaves: from ticks at which affects end to ticks that they still last. */
export function toDurations(zone: Zone, being: Entity): void {
  shift(zone, being, -zone.tick)
}

/** When a character has come: from ticks that affects still last to those at which they end. */
export function toEndTicks(zone: Zone, being: Entity): void {
  shift(zone, being, zone.tick)
}

function shift(zone: Zone, being: Entity, ticks: number): void {
  const affects = affectsOf(zone, being)
  if (affects.length === 0) return
  setAffects(
    zone,
    being,
    affects.map((affect) => ({ ...affect, endTick: affect.endTick + ticks })),
  )
}

/** World time that `affect` still lasts, in seconds. */
export function secondsLeft(zone: Zone, { endTick }: Affect): number {
  return Math.max(0, endTick - zone.tick) * zone.secondsPerTick
}
