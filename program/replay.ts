import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Played, playBack } from '#engine/recorder/playback.ts'
import { RecordingError, RecordingReader } from '#engine/recorder/recording.ts'
import type { Done } from '#engine/recorder/replay.ts'
import { differenceInWords, doneInWords, endInWords, headerInWords } from './replayWords.ts'
import { fileFault, StartError } from './startError.ts'
import { programVersion } from './version.ts'

const USAGE = `Usage: npm run replay -- FILE [--to TICK] [--verbose]

Runs a zone again from its recording, and stops with exit code 1 where it is not what it was.
  --to TICK   stops when that tick is over
  --verbose   prints each tick, and the lines that players typed

"npm start -- --record" makes recordings. They hold what players typed while they played.`

const PROGRESS_EVERY_MS = 1_000

/** Where words go: what was found out, and all that is said beside it. */
export interface Voices {
  say(line: string): void
  remark(line: string): void
}

/**
 * Does what `npm run replay` is asked for.
 *
 * @returns the exit code
 * @throws {StartError} if there is no recording to be replayed
 */
export function replayCommand(args: string[], { say, remark }: Voices): number {
  const { values, positionals } = read(args)
  const [file] = positionals
  if (values.help || file === undefined || positionals.length > 1) {
    say(USAGE)
    return values.help ? 0 : 1
  }
  const bytes = bytesOf(file)
  const reader = readerOf(file, bytes)
  for (const line of headerInWords(reader.header, programVersion())) remark(line)
  const progress = new Progress(remark, () => reader.at / bytes.length)
  const onDone = (done: Done) => {
    if (values.verbose) for (const line of doneInWords(done)) say(line)
    else progress.show(done.tick)
  }
  const beganMs = performance.now()
  const played = playBack(reader, onDone, tickOf(values.to))
  const tookMs = performance.now() - beganMs
  for (const line of outcomeInWords(played, tookMs, reader.at)) say(line)
  return played.difference || played.tail === 'damaged' ? 1 : 0
}

function outcomeInWords(played: Played, tookMs: number, at: number): string[] {
  if (played.difference) return differenceInWords(played.difference)
  const count = `${played.ticks} ticks, ${played.turns} turns replayed`
  const whole = `${count} in ${(tookMs / 1000).toFixed(1)} s: all checksums agree`
  return [...endInWords(played, at), whole]
}

function read(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        to: { type: 'string' },
        verbose: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (cause) {
    throw new StartError('REPLAY_ARGUMENTS', (cause as Error).message, cause)
  }
}

function tickOf(text: string | undefined): number | undefined {
  if (text === undefined || /^\d{1,15}$/.test(text)) return text === undefined ? text : Number(text)
  const message = `Cannot replay to tick "${text}": it must be a whole number`
  throw new StartError('REPLAY_ARGUMENTS', message)
}

function bytesOf(file: string): Uint8Array {
  try {
    return readFileSync(file)
  } catch (cause) {
    throw new StartError('REPLAY_FILE', `Cannot read "${file}": ${fileFault(cause)}`, cause)
  }
}

function readerOf(file: string, bytes: Uint8Array): RecordingReader {
  try {
    return new RecordingReader(bytes)
  } catch (cause) {
    if (!(cause instanceof RecordingError)) throw cause
    throw new StartError('REPLAY_FILE', `Cannot replay "${file}": ${cause.message}`, cause)
  }
}

/** Says now and then how far a replay has come. */
class Progress {
  readonly #say: (line: string) => void
  readonly #part: () => number
  #sinceMs = performance.now()

  constructor(say: (line: string) => void, part: () => number) {
    this.#say = say
    this.#part = part
  }

  show(tick: number): void {
    const nowMs = performance.now()
    if (nowMs - this.#sinceMs < PROGRESS_EVERY_MS) return
    this.#sinceMs = nowMs
    this.#say(`tick ${tick}, ${Math.floor(this.#part() * 100)} %`)
  }
}

function main(): number {
  const say = (line: string) => process.stdout.write(`${line}\n`)
  const remark = (line: string) => process.stderr.write(`${line}\n`)
  try {
    return replayCommand(process.argv.slice(2), { say, remark })
  } catch (error) {
    if (!(error instanceof StartError)) throw error
    remark(error.message)
    return 1
  }
}

if (import.meta.main) process.exitCode = main()
