import { setTimeout as sleep } from 'node:timers/promises'
import { Bot } from './bot.ts'
import type { Workload } from './workload.ts'

/** One who plays: a connection and what is typed on it. */
export interface Player {
  bot: Bot
  workload: Workload
}

/** How long is measured, after how long without. */
export interface Span {
  warmUpMs: number
  measuredMs: number
}

/** What was measured. */
export interface Driven {
  /** Commands sent and answered in the measured time, and how long each took. */
  latenciesMs: number[]
  seconds: number
  /** CPU time of the server meanwhile. */
  cpuSeconds: number
  /** Messages that all bots read meanwhile, answers and all else. */
  reads: number
  /** Commands that had no answer in the end. */
  unanswered: number
}

/** The pause between two commands of a player in an open loop. */
const EVERY_MS = 1_000

/** How often an open loop looks whose turn it is. */
const STEP_MS = 5

/** How long answers are waited for in the end. */
const PATIENCE_MS = 3_000

/** Answers of the measured time; warming up leaves none. */
class Record {
  readonly latenciesMs: number[] = []
  isMeasuring = false

  readonly note = (tookMs: number): void => {
    if (this.isMeasuring) this.latenciesMs.push(tookMs)
  }
}

/** Each player types the next line when the last is answered. */
export function driveClosed(
  players: readonly Player[],
  span: Span,
  cpuSeconds: () => number,
): Promise<Driven> {
  const record = new Record()
  let isOver = false
  const go = ({ bot, workload }: Player) => {
    const again = (tookMs: number) => {
      record.note(tookMs)
      if (!isOver) bot.send(workload.next(), again)
    }
    bot.send(workload.next(), again)
  }
  for (const player of players) go(player)
  return measured(players, span, record, cpuSeconds, () => {
    isOver = true
  })
}

/** Each player types a line each second, answered or not; their seconds begin one after another. */
export function driveOpen(
  players: readonly Player[],
  span: Span,
  cpuSeconds: () => number,
): Promise<Driven> {
  const record = new Record()
  const began = performance.now()
  let sent = 0
  const timer = setInterval(() => {
    const due = ((performance.now() - began) / EVERY_MS) * players.length
    for (; sent < due; sent++) {
      const { bot, workload } = players[sent % players.length]!
      bot.send(workload.next(), record.note)
    }
  }, STEP_MS)
  return measured(players, span, record, cpuSeconds, () => clearInterval(timer))
}

async function measured(
  players: readonly Player[],
  { warmUpMs, measuredMs }: Span,
  record: Record,
  cpuSeconds: () => number,
  end: () => void,
): Promise<Driven> {
  await sleep(warmUpMs)
  const cpuBefore = cpuSeconds()
  const readsBefore = Bot.reads
  const began = performance.now()
  record.isMeasuring = true
  await sleep(measuredMs)
  const seconds = (performance.now() - began) / 1000
  const driven = {
    latenciesMs: record.latenciesMs,
    seconds,
    cpuSeconds: cpuSeconds() - cpuBefore,
    reads: Bot.reads - readsBefore,
  }
  record.isMeasuring = false
  end()
  return { ...driven, unanswered: await awaitAnswers(players) }
}

async function awaitAnswers(players: readonly Player[]): Promise<number> {
  const unanswered = () => players.reduce((sum, { bot }) => sum + bot.waiting, 0)
  const until = performance.now() + PATIENCE_MS
  while (unanswered() > 0 && performance.now() < until) await sleep(STEP_MS)
  return unanswered()
}
