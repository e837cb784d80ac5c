import { hasComponent } from 'bitecs'
import { type AnyComponent, declaredComponents } from '#components/define.ts'
import type { Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { Location } from '#components/location.ts'
import { modelOf } from '#engine/zone/keptMembers.ts'
import { checkBeings, checkPlaces, checkUids, checkWearers } from '#engine/zone/testInvariants.ts'
import type { LiveZone } from '#engine/zone/zone.ts'
import type { Accounts } from '#play/crash/accounts.ts'
import { inspectHeld, inspectRoom } from '#play/crash/inspect.ts'
import { gatherKept, type Kept } from '#play/crash/kept.ts'
import type { Told } from '#play/crash/told.ts'
import type { EntityRecord } from '#protocol/record.ts'
import type { MemoryStore } from './memoryStore.ts'
import type { Player } from './player.ts'
import type { SimulatedWorld } from './worldProcess.ts'

/** Looks through all that there is when everything has come to rest, and complains of the rest. */
export interface Case {
  zones: readonly string[]
  worlds: readonly SimulatedWorld[]
  store: MemoryStore
  players: readonly Player[]
  told: Told
  accounts: Accounts
  complain(words: string, log?: readonly string[]): void
}

/** @returns how much of which anything was told */
export function judge({ zones, worlds, store, players, told, accounts, complain }: Case): number {
  for (const words of store.violations) complain(words)
  const live = liveZones(zones, worlds, store, complain)
  for (const zone of live.values()) attempt(() => checkZone(zone), `zone "${zone.name}"`, complain)
  const records = new Map(zones.map((zone) => [zone, modelOf(store.keptOf(zone)).records()]))
  for (const [name, zone] of live) compareZone(zone, records.get(name)!, complain)
  const kept = gatherKept(
    zones.map((zone) => [zone, store.keptOf(zone)]),
    players.map(({ uid, name }) => ({ uid, name, ...store.character(uid)! })),
  )
  told.endAll()
  const things = told.compare(kept.things)
  const purses = accounts.compare(kept.characters.values())
  for (const { words, log } of [...kept.violations, ...things.violations, ...purses.violations]) {
    complain(words, log)
  }
  for (const player of players) judgePlayer(player, kept, { store, records, accounts }, complain)
  return things.facts + purses.facts
}

function liveZones(
  names: readonly string[],
  worlds: readonly SimulatedWorld[],
  store: MemoryStore,
  complain: (words: string) => void,
): Map<string, LiveZone> {
  const live = new Map<string, LiveZone>()
  for (const name of names) {
    const running = worlds.flatMap((world) =>
      world.zones.filter((zone) => zone.name === name).map((zone) => ({ world, zone })),
    )
    const owner = store.ownerOf(name).holder
    const [first] = running
    if (running.length !== 1 || first?.world.name !== owner) {
      const where = running.map(({ world }) => world.name).join(', ')
      complain(`Zone "${name}" is held by ${owner}, and runs in [${where}]`)
    } else live.set(name, first!.zone)
  }
  return live
}

function attempt(check: () => void, what: string, complain: (words: string) => void): void {
  try {
    check()
  } catch (error) {
    complain(`${what}: ${(error as Error).message}`)
  }
}

function checkZone(zone: LiveZone): void {
  for (const check of [checkPlaces, checkUids, checkBeings, checkWearers]) check(zone)
}

/** The store's view of a zone and its own are to be the same, but for what may be a second old. */
function compareZone(
  zone: LiveZone,
  records: readonly EntityRecord[],
  complain: (words: string) => void,
): void {
  const kept = new Map(records.map((record) => [record.uid, record]))
  for (const [uid, entity] of zone.byUid) {
    if (zone.isKept(entity) && !kept.has(uid)) {
      complain(`${Identity.prefab[entity]} (${uid}) of zone "${zone.name}" is not kept`)
    }
  }
  for (const [uid, { components }] of kept) {
    const entity = zone.byUid.get(uid)
    if (entity === undefined) complain(`${uid} is kept, and not in zone "${zone.name}"`)
    else compareEntity(zone, entity, components, complain)
  }
}

const lasting = () => declaredComponents().filter(({ schema }) => schema.durability === 'told')

function compareEntity(
  zone: LiveZone,
  entity: Entity,
  components: EntityRecord['components'],
  complain: (words: string) => void,
): void {
  for (const component of lasting()) {
    const { name } = component.schema
    const has = hasComponent(zone.world, entity, component)
    const values = has ? valuesOf(component, entity) : undefined
    const keptValues = components[name] && valuesIn(component, components[name])
    if (values === keptValues) continue
    const of = `${name} of ${Identity.prefab[entity]} (${Identity.uid[entity]})`
    complain(`${of} in zone "${zone.name}" is ${values}, and is kept as ${keptValues}`)
  }
}

function valuesOf({ schema }: AnyComponent, entity: Entity): string {
  const values = schema.columns.map(({ kind, values: all }) => {
    const value = all[entity]!
    return kind === 'entity' ? (value === 0 ? 0 : Identity.uid[Number(value)]) : value
  })
  return JSON.stringify(values)
}

function valuesIn({ schema }: AnyComponent, values: Record<string, number | string>): string {
  return JSON.stringify(schema.columns.map(({ name }) => values[name]))
}

/** What a player was told last is so. */
function judgePlayer(
  player: Player,
  kept: Kept,
  where: Pick<Case, 'store' | 'accounts'> & { records: Map<string, EntityRecord[]> },
  complain: (words: string) => void,
): void {
  const { uid, name } = player
  inspectHeld(player, kept, complain)
  inspectRoom(player, kept, complain)
  const zone = kept.zones.get(uid)
  const row = where.store.character(uid)!
  if (row.zone !== zone) complain(`${name} is kept in ${zone}, and should be in ${row.zone}`)
  const own = where.records.get(zone ?? '')?.find((record) => record.uid === uid)
  const room = own?.components[Location.schema.name]?.['holder']
  if (room !== player.room) {
    complain(`${name} believes to be in ${player.room}, and is kept in ${room}`)
  }
  const { gold, saved } = kept.characters.get(name.toLowerCase())!.funds
  const known = { gold: where.accounts.goldOf(uid), saved: where.accounts.savedOf(uid) }
  if (known.gold !== gold || known.saved !== saved) {
    complain(`${name} has ${gold} and ${saved}, and was told ${JSON.stringify(known)}`)
  }
}
