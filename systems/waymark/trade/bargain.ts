import { hasComponent } from 'bitecs'
import { Bargain } from '#components/bargain.ts'
import { touch } from '#components/define.ts'
import { Described } from '#components/described.ts'
import { attach, detach, type Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { Item } from '#components/item.ts'
import { contentsOf } from '#systems/containment.ts'
import { carriedBy } from '#systems/names.ts'
import { chargesOf } from '#systems/waymark/magic/charges.ts'
import type { Zone } from '#systems/zone.ts'

/** So many things can be offered. */
export const THINGS_MAX = 20

/** With whom `being` trades, or whom it has asked; 0: nobody. */
export function partnerOf(zone: Zone, being: Entity): Entity {
  return hasComponent(zone.world, being, Bargain) ? Bargain.partner[being]! : 0
}

/** Whether `being` trades: it has named somebody, and that one has named it. */
export function isTrading(zone: Zone, being: Entity): boolean {
  const partner = partnerOf(zone, being)
  return partner !== 0 && partnerOf(zone, partner) === being
}

/** Names `partner` as whom `being` would trade with. Writes `Bargain`. */
export function ask(zone: Zone, being: Entity, partner: Entity): void {
  if (hasComponent(zone.world, being, Bargain)) detach(zone.world, being, Bargain)
  attach(zone.world, being, Bargain, { partner, sinceTick: zone.tick })
}

/** Ends what `being` has to do with a trade, and its partner, if that one has. */
export function endBargain(zone: Zone, being: Entity): void {
  const partner = partnerOf(zone, being)
  if (isTrading(zone, being)) detach(zone.world, partner, Bargain)
  if (partner !== 0) detach(zone.world, being, Bargain)
}

/** The things that `being` offers and still carries. */
export function offeredBy(zone: Zone, being: Entity): Entity[] {
  const carried = carriedBy(zone, being)
  return uidsIn(Bargain.things[being]!).flatMap((uid) => {
    const thing = zone.byUid.get(uid)
    return thing !== undefined && carried.includes(thing) ? [thing] : []
  })
}

/** Sets what `being` offers. Who has agreed has agreed to something else: see `stampOf`. */
export function offer(
  zone: Zone,
  being: Entity,
  offered: { things?: readonly Entity[]; coins?: number },
): void {
  const { things = offeredBy(zone, being), coins = Bargain.coins[being]! } = offered
  Bargain.things[being] = things.map((thing) => Identity.uid[thing]!).join(' ')
  Bargain.coins[being] = coins
  stir(zone, being)
}

/** Says that `being` agrees to both offers as they now are. */
export function agree(zone: Zone, being: Entity): void {
  Bargain.agreed[being] = stampOf(zone, being)
  stir(zone, being)
}

/**
 * Whether `being` has agreed to both offers as they now are.
 *
 * It is compared, and not withdrawn with a change, so that no way of changing an offer can be
 * forgotten: not even that of emptying a bag that is part of it.
 */
export function hasAgreed(zone: Zone, being: Entity): boolean {
  return Bargain.agreed[being] === stampOf(zone, being)
}

/** Both offers as one text: coins, things, and all that lies in those. */
function stampOf(zone: Zone, being: Entity): string {
  const partner = partnerOf(zone, being)
  const [first, second] = being < partner ? [being, partner] : [partner, being]
  return [first, second]
    .map(
      (each) =>
        `${Bargain.coins[each]}:${offeredBy(zone, each)
          .map((thing) => stampOfThing(zone, thing))
          .join(',')}`,
    )
    .join(' for ')
}

/**
 * Its name and weight stand for what may change of it, as a pile of coins grows less by both, and
 * so does how often it can still be used.
 */
function stampOfThing(zone: Zone, thing: Entity): string {
  const held = contentsOf(thing).map((each) => stampOfThing(zone, each))
  const inside = held.length === 0 ? '' : `(${held.join(',')})`
  const own = [Identity.uid[thing], Described.name[thing], Item.weightGrams[thing]]
  return `${own.join(' ')} ${chargesOf(zone, thing)}${inside}`
}

function stir(zone: Zone, being: Entity): void {
  Bargain.sinceTick[being] = zone.tick
  touch(Bargain, being)
}

function uidsIn(text: string): number[] {
  return text === '' ? [] : text.split(' ').map(Number)
}
