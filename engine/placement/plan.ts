import type { Member } from '#protocol/member.ts'

/** What a zone that does nothing counts, in thousandths of a thread: zones spread, too. */
const ZONE_LOAD = 50
/** A zone moves only if the fuller of the two processes is less full by this share after it. */
const GAIN_MIN = 0.2
/** Balance moves one zone at a time, so far apart in seconds: a move is a pause for its players. */
export const MOVE_EVERY_SECONDS = 30

/** What one world process is to do now. */
export interface Plan {
  /** Zones that nobody has and that fall to it. */
  take: readonly string[]
  /** A zone that another, which has less to do, is to have. */
  giveUp: string | undefined
}

/**
 * Says what `me` is to do, so that every zone is run and all processes have about as much to do.
 *
 * Everybody computes the same from the same members. Where their knowledge differs two may want one
 * zone: its lease decides.
 *
 * @param members  those who are there, `me` among them
 * @param zones    all zones of the world
 */
export function planFor(me: string, members: readonly Member[], zones: readonly string[]): Plan {
  const staying = members.filter(({ isLeaving }) => !isLeaving)
  const isHere = staying.some(({ name }) => name === me)
  if (!isHere) return { take: [], giveUp: undefined }
  const had = new Set(members.flatMap((member) => member.zones.map(({ zone }) => zone)))
  const free = zones.filter((zone) => !had.has(zone)).sort()
  const fullness = new Map(staying.map((member) => [member.name, fullnessOf(member)]))
  const take = free.filter((zone) => {
    const taker = takerOf(zone, staying, fullness)
    fullness.set(taker.name, fullness.get(taker.name)! + ZONE_LOAD / taker.workers)
    return taker.name === me
  })
  const isCalm = free.length === 0 && members.every(isSettled)
  return { take, giveUp: isCalm ? tooMuchFor(me, staying) : undefined }
}

/** Nothing of its is on the way, and it has not moved anything lately. */
function isSettled({ isLeaving, sinceMove, zones }: Member): boolean {
  return !isLeaving && sinceMove >= MOVE_EVERY_SECONDS && !zones.some(({ isPausing }) => isPausing)
}

/** The emptiest of those that do not refuse it, or of all if they do. */
function takerOf(
  zone: string,
  members: readonly Member[],
  fullness: ReadonlyMap<string, number>,
): Member {
  const willing = members.filter(({ refused }) => !refused.includes(zone))
  const takers = willing.length > 0 ? willing : members
  const before = (a: Member, b: Member) =>
    fullness.get(a.name)! - fullness.get(b.name)! || rank(zone, b.name) - rank(zone, a.name)
  return takers.reduce((best, each) => (before(each, best) < 0 ? each : best))
}

/** The zone whose move to whoever would take it helps the fullest most, if that is `me`. */
function tooMuchFor(me: string, members: readonly Member[]): string | undefined {
  const fullest = members.reduce((most, each) => (isFuller(each, most) ? each : most))
  if (fullest.name !== me) return undefined
  const before = fullnessOf(fullest)
  let best: { zone: string; after: number } | undefined
  for (const { zone, load } of fullest.zones) {
    const left = before - (load + ZONE_LOAD) / fullest.workers
    const fullness = new Map(members.map((member) => [member.name, fullnessOf(member)]))
    const taker = takerOf(zone, members, fullness.set(me, left))
    if (taker === fullest) continue
    const after = Math.max(left, fullnessOf(taker) + (load + ZONE_LOAD) / taker.workers)
    if (after <= before * (1 - GAIN_MIN) && (!best || after < best.after)) best = { zone, after }
  }
  return best?.zone
}

function isFuller(one: Member, other: Member): boolean {
  const more = fullnessOf(one) - fullnessOf(other)
  return more > 0 || (more === 0 && one.name > other.name)
}

/** What its zones take of its threads, in thousandths. */
function fullnessOf({ zones, workers }: Member): number {
  return zones.reduce((sum, { load }) => sum + load + ZONE_LOAD, 0) / workers
}

/** A zone's own order of processes, so that equals do not all want the same: FNV-1a, 32 bits. */
function rank(zone: string, member: string): number {
  let hash = 0x811c9dc5
  for (const letter of `${zone} ${member}`) {
    hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193)
  }
  return hash >>> 0
}
