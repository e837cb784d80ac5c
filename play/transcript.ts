import assert from 'node:assert'
import { stripVTControlCharacters } from 'node:util'

/** One thing that a player types, and what each player then reads. */
export interface Step {
  player: string
  line: string
  /** Line of the file, counted from 1. */
  at: number
  /** What the typing player reads. */
  reads: string[]
  /** What others read meanwhile, by name; whoever is not here reads nothing. */
  othersRead: Map<string, string[]>
}

export interface Transcript {
  players: readonly string[]
  steps: readonly Step[]
}

/**
 * Reads a transcript.
 *
 * The first line names the players: `# ada, bob`. `ada> get lantern` is typed; the lines below it
 * are what Ada reads, and those that begin with `bob| ` what Bob reads meanwhile. Blank lines and
 * other lines with `#` are for people.
 */
export function parseTranscript(text: string): Transcript {
  const [first = '', ...lines] = text.split('\n')
  assert(first.startsWith('# '), 'The first line of a transcript names its players: "# ada, bob"')
  const players = first.slice(2).split(', ')
  const steps: Step[] = []
  lines.forEach((line, index) => {
    if (line.trim() === '' || line.startsWith('#')) return
    const [, typist, typed] = /^([a-z]+)> (.*)$/.exec(line) ?? []
    if (typist !== undefined && players.includes(typist)) {
      steps.push({
        player: typist,
        line: typed ?? '',
        at: index + 2,
        reads: [],
        othersRead: new Map(),
      })
    } else addReading(steps.at(-1), line)
  })
  return { players, steps }
}

function addReading(step: Step | undefined, line: string): void {
  assert(step, `"${line}" stands before anything was typed`)
  const [, other, read] = /^([a-z]+)\| (.*)$/.exec(line) ?? []
  if (other === undefined) {
    step.reads.push(line)
    return
  }
  const known = step.othersRead.get(other) ?? []
  step.othersRead.set(other, [...known, read ?? ''])
}

/** The lines of what came to a screen, without colours, prompts and blank lines. */
export function linesOf(screen: string): string[] {
  return stripVTControlCharacters(screen)
    .replace(/\d+\/\d+hp(?: \d+\/\d+sp)?(?: \[[^\]]*\])?> /g, '\n')
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
}
