/** What an account may do beside playing, each with all that those before it may. */
export const ROLES = ['player', 'builder', 'admin'] as const
export type Role = (typeof ROLES)[number]

/** [limit] One line, in UTF-16 units. */
export const LINE_UNITS_MAX = 1_000
/** [limit] Lines of one speaker in any minute, on all channels and told together. */
export const LINES_A_MINUTE_MAX = 30
/** [limit] Lines of one speaker in any five seconds. */
export const LINES_AT_ONCE_MAX = 8

const MINUTE_MS = 60_000
const MOMENT_MS = 5_000

/** Where people talk beyond the room that they are in. */
export interface Channel {
  name: string
  title: string
  /** `area`: each area by itself. */
  scope: 'world' | 'area'
  hearRole: Role
  speakRole: Role
  /** Each may speak there once in so many seconds; 0: as they like. */
  slowSeconds: number
}

/** Whether a character listens; `muted` is for now. */
export type MemberState = 'joined' | 'muted' | 'left'

export interface Silence {
  /** `''`: on all channels. */
  channel: string
  untilMs: number
}

/** What is known of one who speaks. */
export interface Speaker {
  role: Role
  /** Channels that it has left. */
  left: readonly string[]
  silences: readonly Silence[]
  /** Its lines of late, the newest last; `channel` is `''` of what was told to one. */
  recent: { channel: string; atMs: number }[]
}

export function roleOf(text: string): Role {
  return ROLES.find((role) => role === text) ?? 'player'
}

export function isAtLeast(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed)
}

/** Why `text` cannot be said by anybody, in words for whoever wants to; undefined if it can. */
export function textFault(text: string): string | undefined {
  if (text === '') return 'What do you want to say?'
  if (text.length <= LINE_UNITS_MAX) return undefined
  const most = LINE_UNITS_MAX.toLocaleString('en')
  return `That is too much at once: ${most} letters at most.`
}

/** Why `speaker` may not speak on `channel` now, in words for it; undefined if it may. */
export function speechFault(speaker: Speaker, channel: Channel, nowMs: number): string | undefined {
  const { name, slowSeconds } = channel
  if (speaker.left.includes(name)) {
    return `You have left "${name}". "channel join ${name}" brings you back.`
  }
  if (!isAtLeast(speaker.role, channel.speakRole))
    return `You may listen to "${name}", not speak there.`
  const silence = speaker.silences.find(
    (each) => (each.channel === '' || each.channel === name) && each.untilMs > nowMs,
  )
  if (silence) {
    const where = silence.channel === '' ? 'on channels' : `on "${name}"`
    return `You may not speak ${where} for another ${spanOf(silence.untilMs - nowMs)}.`
  }
  const last = speaker.recent.findLast((line) => line.channel === name)
  const readyMs = (last?.atMs ?? Number.NEGATIVE_INFINITY) + slowSeconds * 1000
  // Those who keep order there are not kept from it.
  if (readyMs > nowMs && slowSeconds > 0 && !isAtLeast(speaker.role, 'builder')) {
    return `"${name}" is slow now: you may speak again in ${spanOf(readyMs - nowMs)}.`
  }
  return hasteFault(speaker, nowMs)
}

/** Why `speaker` has said enough for now; undefined if it has not. */
export function hasteFault({ recent }: Speaker, nowMs: number): string | undefined {
  const limits = [
    [LINES_AT_ONCE_MAX, MOMENT_MS],
    [LINES_A_MINUTE_MAX, MINUTE_MS],
  ] as const
  for (const [max, spanMs] of limits) {
    const oldest = recent.at(-max)
    const waitMs = oldest ? oldest.atMs + spanMs - nowMs : 0
    if (waitMs > 0) return `That is a lot of talk: wait ${spanOf(waitMs)} before you say more.`
  }
  return undefined
}

/** The channel that `word` names or begins, among those that a role may hear. */
export function channelNamed(
  channels: readonly Channel[],
  role: Role,
  word: string,
): Channel | undefined {
  const heard = channels.filter(({ hearRole }) => isAtLeast(role, hearRole))
  return namedBy(heard, word)
}

/** What is called `word`, or else the one thing whose name begins with it. */
export function namedBy<Thing extends { name: string }>(
  things: readonly Thing[],
  word: string,
): Thing | undefined {
  const lower = word.toLowerCase()
  const begun = things.filter(({ name }) => name.startsWith(lower))
  const exact = begun.find(({ name }) => name === lower)
  return exact ?? (begun.length === 1 && lower !== '' ? begun[0] : undefined)
}

/** `12 seconds`, `3 minutes`, `2 hours`: never less than there is left. */
export function spanOf(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000))
  if (seconds <= 90) return counted(seconds, 'second')
  const minutes = Math.ceil(seconds / 60)
  return minutes <= 90 ? counted(minutes, 'minute') : counted(Math.ceil(minutes / 60), 'hour')
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
