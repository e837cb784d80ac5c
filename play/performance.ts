import { readdirSync, readFileSync } from 'node:fs'
import type { Test } from 'tap'
import type { Stage } from './stage.ts'
import { parseTranscript, type Step, type Transcript } from './transcript.ts'

const TRANSCRIPTS = new URL('./transcripts/', import.meta.url)

/** All transcripts, by the names of their files. */
export function allTranscripts(): [file: string, transcript: Transcript][] {
  return readdirSync(TRANSCRIPTS).map((file) => {
    const text = readFileSync(new URL(file, TRANSCRIPTS), 'utf8')
    return [file, parseTranscript(text)]
  })
}

/** Plays `transcript` and compares, step by step, what everybody reads. */
export async function perform(
  t: Test,
  stage: Stage,
  { players, steps }: Transcript,
): Promise<void> {
  for (const [i, player] of players.entries()) {
    await stage.enter(player)
    for (const earlier of players.slice(0, i)) await stage.read(earlier, 1)
  }
  for (const step of steps) {
    await stage.type(step.player, step.line)
    const read = await readings(stage, players, step)
    t.same(read, expected(players, step), `line ${step.at}: ${step.player}> ${step.line}`)
  }
  await stage.close()
}

async function readings(stage: Stage, players: readonly string[], step: Step) {
  const read: Record<string, string[]> = {}
  for (const player of players) {
    const wanted = expected([player], step)[player]!.length
    read[player] = await stage.read(player, wanted)
  }
  return read
}

function expected(players: readonly string[], step: Step): Record<string, string[]> {
  const read: Record<string, string[]> = {}
  for (const player of players) {
    read[player] = player === step.player ? step.reads : (step.othersRead.get(player) ?? [])
  }
  return read
}
