import type { ShopDefinition } from '#components/definition.ts'
import type { Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import type { Refused } from '#systems/commands/define.ts'
import { hourOf } from '#systems/surroundings/sky.ts'
import type { Zone } from '#systems/zone.ts'
import { clerkHere, saysNo, type Trade } from './clerks.ts'

/** Who keeps a shop, and how. */
export interface Shop {
  keeper: Entity
  definition: ShopDefinition
}

const SHOPKEEPING: Trade = {
  isPliedBy: ({ shop }) => shop !== undefined,
  lacks: 'keeps no shop',
  nobody: 'Nobody here keeps a shop.',
}

/** The open shop that is kept here, by whom `phrase` names if it does; or why there is none. */
export function shopHere(zone: Zone, actor: Entity, phrase: string): Shop | Refused {
  const keeper = clerkHere(zone, actor, SHOPKEEPING, phrase)
  if (typeof keeper !== 'number') return keeper
  const definition = zone.mobiles.get(Identity.prefab[keeper]!)!.shop!
  if (isOpen(definition, hourOf(zone))) return { keeper, definition }
  return saysNo(zone, keeper, 'closed', { from: clockTime(definition.hours[0]) })
}

/** Hours may go on past midnight: from 20 until 4. */
export function isOpen({ hours: [from, until] }: ShopDefinition, hour: number): boolean {
  return from < until ? hour >= from && hour < until : hour >= from || hour < until
}

function clockTime(hour: number): string {
  if (hour % 24 === 0) return 'midnight'
  if (hour === 12) return 'noon'
  return hour < 12
    ? `${hour} in the morning`
    : `${hour - 12} in the ${hour < 18 ? 'afternoon' : 'evening'}`
}
