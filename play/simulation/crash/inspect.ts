import type { Bot } from './bot.ts'
import { walking } from './doings.ts'
import { type Kept, ROOM_UIDS } from './kept.ts'
import type { Violation } from './told.ts'
import { canBeWorn, isWorn, type Seen, type Witness } from './witness.ts'

/**
 * Compares what the world shows with what is kept: what each bot holds and wears, and what lies in
 * every room, which the first bot walks through.
 *
 * What nobody has touched is not kept, and is brought anew at each start: one of each name, unless
 * one that is kept is in the world.
 *
 * @param kept  as it was before anybody came in
 * @param names  of all things that resets bring; those of the first look, if there are none yet
 */
export async function inspectWorld(
  bots: readonly Bot[],
  kept: Kept,
  names: Set<string>,
): Promise<Violation[]> {
  const violations: Violation[] = []
  const complain = (words: string) => violations.push({ kind: 'broken', words, log: [] })
  for (const bot of bots) inspectHeld(bot, kept, complain)
  const fresh: string[] = []
  for await (const room of roomsSeenBy(bots[0]!)) {
    const here = [...room.here.values()]
    fresh.push(...here.filter(({ id }) => !kept.things.has(id)).map(({ name }) => name))
    inspectRoom(room, kept, complain)
  }
  if (names.size === 0) for (const name of fresh) names.add(name)
  inspectNames(kept, fresh, names, complain)
  return violations
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
  for (const id of expected)
    if (!ids.has(id)) complain(`${kept.things.get(id)!.name} (${id}) no longer ${where}`)
  const wanted = new Set(expected)
  for (const { id, name } of seen) {
    if (kept.things.has(id) && !wanted.has(id))
      complain(`${name} (${id}) ${where}, unlike what is kept`)
  }
}

/** Walks from room to room until no way leads to one that has not been seen. */
async function* roomsSeenBy(bot: Bot): AsyncIterable<Bot> {
  const seen = new Set<number>()
  for (;;) {
    seen.add(bot.room)
    yield bot
    const onward = Object.entries(bot.exits).find(([, number]) => !seen.has(ROOM_UIDS + number))
    if (!onward) return
    await bot.does(walking(bot, onward[0]))
  }
}

function inspectNames(
  kept: Kept,
  fresh: readonly string[],
  names: ReadonlySet<string>,
  complain: (words: string) => void,
): void {
  const away = new Set(
    [...kept.characters.values()].filter(({ isInWorld }) => !isInWorld).map(({ uid }) => uid),
  )
  const inWorld = new Set<string>()
  for (const [, thing] of kept.things) {
    let at = thing.place
    while (kept.things.has(at)) at = kept.things.get(at)!.place
    if (!away.has(at)) inWorld.add(thing.name)
  }
  for (const name of names) {
    const count = fresh.filter((other) => other === name).length
    const wanted = inWorld.has(name) ? 0 : 1
    if (count !== wanted) complain(`${count} of ${name} were brought anew instead of ${wanted}`)
  }
}
