import { Membership } from '#components/membership.ts'
import type { Bearer } from './bearerItem.ts'
import type { KeptModel } from './keptModel.ts'
import type { KeptEntity } from './keptParts.ts'
import { encodeKeptEntities } from './keptWriter.ts'
import { holderUidOf } from './revive.ts'

/** What one zone takes in. */
export interface Arrivals {
  things: KeptEntity[]
  bearers: Set<Bearer>
  /** Characters, with all they carry: they are kept by themselves from then on. */
  characters: { uid: number; state: Uint8Array }[]
}

/** Where rooms are now. */
export interface Rooms {
  /** The zone of the room with that uid; undefined if it is no more. */
  zoneOf(room: number): string | undefined
  startZone: string
}

/** Where all goes that a zone kept which there is no longer. */
export interface Emigration {
  arrivals: Map<string, Arrivals>
  /** Uids of all that goes. */
  gone: number[]
  /** What lies in rooms that are nowhere now: it stays. */
  stays: Pick<Arrivals, 'things' | 'bearers'>
}

/**
 * Finds out where all that a zone kept is to go: to the zone which has its rooms now. A character
 * whose room is no more goes to the first zone; things stay, should the room ever come back.
 */
export function emigrationFrom(model: KeptModel, rooms: Rooms): Emigration {
  const entities = new Map(model.records().map((entity) => [entity.uid, entity]))
  const arrivals = new Map<string, Arrivals>()
  const luggage = new Map<number, KeptEntity[]>()
  const stays = { things: [], bearers: new Set<Bearer>() }
  const emigration: Emigration = { arrivals, gone: [], stays }
  for (const entity of entities.values()) {
    const outermost = outermostOf(entity, entities)
    if (isCharacter(outermost)) {
      const all = luggage.get(outermost.uid) ?? []
      luggage.set(outermost.uid, [...all, entity])
      emigration.gone.push(entity.uid)
      continue
    }
    const holder = holderUidOf(outermost)
    const bearer = model.bearers.get(holder)
    const zone = rooms.zoneOf(bearer?.room ?? holder)
    const { things, bearers } = zone === undefined ? emigration.stays : arrivalsIn(arrivals, zone)
    things.push(entity)
    if (bearer) bearers.add(bearer)
    if (zone !== undefined) emigration.gone.push(entity.uid)
  }
  for (const [uid, all] of luggage) {
    const zone = rooms.zoneOf(holderUidOf(entities.get(uid)!)) ?? rooms.startZone
    arrivalsIn(arrivals, zone).characters.push({ uid, state: encodeKeptEntities(all) })
  }
  return emigration
}

function arrivalsIn(arrivals: Map<string, Arrivals>, zone: string): Arrivals {
  const known = arrivals.get(zone) ?? { things: [], bearers: new Set(), characters: [] }
  arrivals.set(zone, known)
  return known
}

/** The character who has `entity`, or whatever of the kept lies in nothing that is kept. */
function outermostOf(entity: KeptEntity, entities: ReadonlyMap<number, KeptEntity>): KeptEntity {
  const seen = new Set<KeptEntity>()
  let at = entity
  while (!isCharacter(at) && !seen.has(at)) {
    seen.add(at)
    const holder = entities.get(holderUidOf(at))
    if (!holder) break
    at = holder
  }
  return at
}

function isCharacter({ components }: KeptEntity): boolean {
  return Membership.schema.name in components
}
