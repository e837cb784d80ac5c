import type { Bot } from './bot.ts'
import { ROOM_UIDS } from './doing.ts'
import { standing, walking } from './doings.ts'
import type { Kept } from './kept.ts'
import { FAIR } from './market.ts'
import { isCorpse, type Violation } from './told.ts'
import { canBeWorn, isWorn, type Seen, type Witness } from './witness.ts'

/**
 * Compares what the world shows with what is kept: what each bot holds and wears, and what lies in
 * every room, which `walker` walks through.
 *
 * @param kept  as it was before anybody did anything
 * @returns `fresh`: names of the things that lie in rooms and are not kept
 */
export async function inspectWorld(
  bots: readonly Bot[],
  walker: Bot,
  kept: Kept,
): Promise<{ violations: Violation[]; fresh: string[] }> {
  const violations: Violation[] = []
  const complain = (words: string) => violations.push({ kind: 'broken', words, log: [] })
  for (const bot of bots) inspectHeld(bot, kept, complain)
  const fresh: string[] = []
  for await (const room of roomsSeenBy(walker)) {
    const here = [...room.here.values()]
    fresh.push(...here.filter(({ id }) => !kept.things.has(id)).map(({ name }) => name))
    inspectRoom(room, kept, complain)
  }
  return { violations, fresh }
}

/** Compares what `bot` sees where it is with what is kept. */
export function inspectRoom(bot: Witness, kept: Kept, complain: (words: string) => void): void {
  const here = [...bot.here.values()]
  compare(`lies in ${bot.room}`, here, idsIn(kept, bot.room), kept, complain)
}

/** Compares what `bot` has and wears with what is kept. */
export function inspectHeld(bot: Witness, kept: Kept, complain: (words: string) => void): void {
  const held = [...bot.held.values()]
  compare(`is held by ${bot.name}`, held, idsIn(kept, bot.uid), kept, complain)
  for (const item of held) {
    const thing = kept.things.get(item.id)
    if (thing && canBeWorn(item) && thing.worn !== isWorn(item)) {
      complain(`${item.name} (${item.id}) of ${bot.name} is worn otherwise than is kept`)
    }
    if (!thing) complain(`${item.name} (${item.id}) is held by ${bot.name} and is not kept`)
  }
}

function idsIn({ things }: Kept, place: number): number[] {
  return [...things].filter(([, thing]) => thing.place === place).map(([id]) => id)
}

function compare(
  where: string,
  seen: readonly Seen[],
  expected: readonly number[],
  kept: Kept,
  complain: (words: string) => void,
): void {
  const ids = new Set(seen.map(({ id }) => id))
  for (const id of expected) {
    const { name } = kept.things.get(id)!
    if (!ids.has(id) && !isCorpse(name)) complain(`${name} (${id}) no longer ${where}`)
  }
  const wanted = new Set(expected)
  for (const { id, name } of seen) {
    const thing = kept.things.get(id)
    if (!thing || wanted.has(id)) continue
    // A corpse may have fallen to dust meanwhile.
    if (wanted.has(thing.place) && isCorpse(kept.things.get(thing.place)!.name)) continue
    complain(`${name} (${id}) ${where}, unlike what is kept`)
  }
}

/** Walks from room to room until it has seen all there are. */
async function* roomsSeenBy(bot: Bot): AsyncIterable<Bot> {
  const seen = new Map<number, Bot['exits']>()
  // It may have fallen just before.
  await bot.does(standing(bot))
  for (;;) {
    if (!seen.has(bot.room)) {
      seen.set(bot.room, bot.exits)
      yield bot
    }
    const way = wayOn(bot.room, seen)
    if (way === undefined) return
    await bot.does(walking(bot, way))
  }
}

/** The first step of the shortest way to a room that was not seen; undefined: there is none. */
function wayOn(from: number, seen: ReadonlyMap<number, Bot['exits']>): string | undefined {
  const reached = new Map<number, string>([[from, '']])
  for (const [room, first] of reached) {
    if (!seen.has(room)) return first
    for (const [way, number] of Object.entries(seen.get(room)!)) {
      const next = ROOM_UIDS + number
      if (!reached.has(next)) reached.set(next, first === '' ? way : first)
    }
  }
  return undefined
}

/**
 * What nobody has touched is not kept, and is brought anew at each start: one of each name, unless
 * one that is kept is in the zone. Who takes one over a border has it, and another is brought; and
 * where a start finds somebody on a border, what that one carries may be in either zone.
 *
 * @param names  of all things that resets bring
 */
export function inspectNames(
  kept: Kept,
  fresh: readonly string[],
  names: ReadonlySet<string>,
): Violation[] {
  const violations: Violation[] = []
  const lying = new Set<string>()
  const carried = new Set<string>()
  const bearers = new Set([...kept.characters.values()].map(({ uid }) => uid))
  for (const [uid, { name, place }] of kept.things) {
    let at = place
    while (kept.things.has(at)) at = kept.things.get(at)!.place
    if (bearers.has(at)) carried.add(name)
    else if (kept.zones.get(uid) === FAIR.homeOf(name)) lying.add(name)
  }
  for (const name of names) {
    const count = fresh.filter((other) => other === name).length
    const wanted = lying.has(name) ? 0 : 1
    if (count <= 1 && carried.has(name) && !lying.has(name)) continue
    if (count === wanted) continue
    const words = `${count} of ${name} were brought anew instead of ${wanted}`
    violations.push({ kind: 'broken', words, log: [] })
  }
  return violations
}
