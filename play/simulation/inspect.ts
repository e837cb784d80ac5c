import type { Kept } from './kept.ts'
import { canBeWorn, isWorn, type Seen, type Witness } from './witness.ts'

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

