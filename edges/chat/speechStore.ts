import { sql } from 'kysely'
import type { Line } from '#protocol/chat.ts'
import type { Ref, WireEvent } from '#protocol/event.ts'
import { allChannels, leftBy, rolesOf, silencesOf } from './channelStore.ts'
import { type Change, type Db, keepAnswers, keyOf, type Request, takeOn } from './done.ts'
import { linesNumbered } from './lineStore.ts'
import {
  type Channel,
  channelNamed,
  hasteFault,
  LINES_A_MINUTE_MAX,
  type Speaker,
  speechFault,
  textFault,
} from './rules.ts'
import { done, noChannel, refused } from './words.ts'

/** Something to be said. */
export interface Speech extends Request {
  actor: Ref
  /** Its name or the beginning of it; `''`: it is told to `target`. */
  channel: string
  target?: Ref
  /** Where the speaker is. */
  area: string
  acted: boolean
  text: string
}

/** What became of it: the line is kept, and may be told, if there is one. */
export interface Spoken {
  answer: WireEvent
  line?: Line
}

/** Keeps what is said, many at a time: those who wait for one another wait for one commit. */
export class SpeechStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  /** [C6] All in one transaction, in their order; a repeat gives what the first one gave. */
  speak(speeches: readonly Speech[], nowMs: number): Promise<Spoken[]> {
    return this.#db.transaction().execute(async (change) => {
      const { fresh, answers } = await takeOn(change, speeches)
      const news = speeches.filter((speech) => fresh.has(keyOf(speech)))
      const judged = await judge(change, news, nowMs)
      const lines = await keepLines(change, judged, nowMs)
      const answered = judged.map(({ speech, fault }) => {
        const line = lines.get(speech)
        return { ...speech, answer: line ? done({ number: line.number }) : refused(fault!) }
      })
      await keepAnswers(change, answered)
      for (const each of answered) answers.set(keyOf(each), each.answer)
      const own = new Map([...lines.values()].map((line) => [line.number, line]))
      const numbers = [...answers.values()].map(({ fields }) => Number(fields['number'] ?? 0))
      const before = numbers.filter((number) => number > 0 && !own.has(number))
      const known = new Map([...own, ...(await linesNumbered(change, before))])
      return speeches.map((speech) => {
        const answer = answers.get(keyOf(speech))!
        const line = known.get(Number(answer.fields['number']))
        return line ? { answer, line } : { answer }
      })
    })
  }
}

/** Something to be said, with its channel if it is for one, or why it is not said. */
interface Judged {
  speech: Speech
  channel: Channel | undefined
  fault: string | undefined
}

/** Who may say what, each after what those before it have said. */
async function judge(
  change: Change,
  speeches: readonly Speech[],
  nowMs: number,
): Promise<Judged[]> {
  if (speeches.length === 0) return []
  const channels = await allChannels(change)
  const uids = [...new Set(speeches.map(({ actor }) => actor.uid))]
  const slow = channels.filter(({ slowSeconds }) => slowSeconds > 0).map(({ name }) => name)
  const speakers = await speakersOf(change, uids, slow)
  return speeches.map((speech) => {
    const speaker = speakers.get(speech.actor.uid)!
    const isTold = speech.target !== undefined
    const channel = isTold ? undefined : channelNamed(channels, speaker.role, speech.channel)
    const fault =
      isTold || channel ? faultOf(speech, speaker, channel, nowMs) : noChannel(speech.channel)
    if (fault === undefined) speaker.recent.push({ channel: channel?.name ?? '', atMs: nowMs })
    return { speech, channel, fault }
  })
}

function faultOf(
  { text }: Speech,
  speaker: Speaker,
  channel: Channel | undefined,
  nowMs: number,
): string | undefined {
  const fault = textFault(text)
  if (fault !== undefined) return fault
  return channel ? speechFault(speaker, channel, nowMs) : hasteFault(speaker, nowMs)
}

async function speakersOf(
  change: Change,
  uids: readonly number[],
  slow: readonly string[],
): Promise<Map<number, Speaker>> {
  const roles = await rolesOf(change, uids)
  const silences = await silencesOf(change, uids)
  const left = await leftBy(change, uids)
  const rows = await recentLines(change, uids, slow)
  const speakers = new Map<number, Speaker>()
  for (const uid of uids) {
    const role = roles.get(uid) ?? 'player'
    speakers.set(uid, {
      role,
      left: left.get(uid) ?? [],
      silences: silences.get(uid) ?? [],
      recent: [],
    })
  }
  for (const { talker_uid, channel, said_at } of rows) {
    speakers.get(talker_uid)!.recent.push({ channel, atMs: said_at.getTime() })
  }
  return speakers
}

/** Lines of speakers by which the rules go: their newest, and their last on each slow channel. */
async function recentLines(change: Change, uids: readonly number[], slow: readonly string[]) {
  const { rows } = await sql<{ talker_uid: number; channel: string; said_at: Date }>`
    select number, talker_uid, channel, said_at
    from unnest(${uids}::bigint[]) as speaker (uid) cross join lateral (
      select * from chat_line where talker_uid = speaker.uid
      order by number desc limit ${LINES_A_MINUTE_MAX}) as newest
    union
    select max(number), talker_uid, channel, max(said_at) from chat_line
    where channel = any (${slow}) and talker_uid = any (${uids}::bigint[])
    group by talker_uid, channel
    order by number`.execute(change)
  return rows
}

/** [C6] Whoever numbers lines holds their count until they are committed: none is seen amiss. */
async function keepLines(
  change: Change,
  judged: readonly Judged[],
  nowMs: number,
): Promise<Map<Speech, Line>> {
  const good = judged.filter(({ fault }) => fault === undefined)
  if (good.length === 0) return new Map()
  const { rows } = await sql<{ last: number }>`
    update chat_count set last = last + ${good.length} where id = 1 returning last`.execute(change)
  const first = rows[0]!.last - good.length + 1
  const lines = new Map(
    good.map(({ speech, channel }, i) => [speech, lineOf(speech, channel, first + i, nowMs)]),
  )
  const values = [...lines.values()].map((line) => ({
    number: line.number,
    said_at: new Date(line.atMs),
    channel: line.channel,
    area: line.area,
    talker_uid: line.actor.uid,
    talker_name: line.actor.name,
    target_uid: line.target?.uid ?? null,
    target_name: line.target?.name ?? null,
    acted: line.acted,
    text: line.text,
  }))
  await change.insertInto('chat_line').values(values).execute()
  return lines
}

function lineOf(speech: Speech, channel: Channel | undefined, number: number, atMs: number): Line {
  const { actor, target, acted, text } = speech
  const line = { number, atMs, channel: channel?.name ?? '', actor, acted, text }
  const area = channel?.scope === 'area' ? speech.area : ''
  return target && !channel ? { ...line, area, target } : { ...line, area }
}
