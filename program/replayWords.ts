import type { RecordingHeader } from '#engine/recorder/header.ts'
import type { Played } from '#engine/recorder/playback.ts'
import type { Asked, Difference, Done } from '#engine/recorder/replay.ts'

/** Of what was asked for in one turn so much is shown. */
const ASKED_MAX = 30

/** What is not fit for a terminal: players may have typed escapes. */
const UNSHOWN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** What the recording is of, and what a replay by this program may be blamed for. */
export function headerInWords(header: RecordingHeader, version: string): string[] {
  const begun = new Date(header.begunAtMs).toISOString().replace('T', ' ').slice(0, 19)
  const lines = [`Zone "${header.zone}", recorded from ${begun} UTC on by Loam ${header.version}`]
  const programs = [
    { name: 'Loam', recorded: header.version, now: version },
    { name: 'Node', recorded: header.node, now: process.version },
  ]
  for (const { name, recorded, now } of programs) {
    if (recorded === now) continue
    lines.push(
      `Warning: it was recorded by ${name} ${recorded}, and this is ${now}: ` +
        'what has changed between them may show as a difference',
    )
  }
  return lines
}

/** A line for each tick, and for what each turn was asked for. */
export function doneInWords({ doing, tick, asked }: Done): string[] {
  return doing === 'turn' ? asked.map((each) => `  ${askedInWords(each)}`) : [`${doing} ${tick}`]
}

/** How a recording ends, if there is more to say than that it does. */
export function endInWords({ tail, ending, broken, tick }: Played, at: number): string[] {
  const lines: string[] = []
  if (broken !== undefined) {
    lines.push(`The zone's thread ended by a fault in tick ${tick}, then as now: ${broken}`)
  } else if (tail === 'open')
    lines.push('The recording has no end: its zone runs still, or was cut')
  if (tail === 'torn') {
    lines.push('The recording ends within an entry, as after a crash: all before it was replayed')
  }
  if (tail === 'damaged') {
    lines.push(
      `The recording is damaged at byte ${at}, after tick ${tick}: it was replayed to there`,
    )
  }
  if (ending === 'full') lines.push('The recording was full: what came after is not in it')
  return lines
}

/** The first difference, and all that may help to find out why. */
export function differenceInWords(difference: Difference): string[] {
  const { doing, tick, differing, asked, faults } = difference
  const place = doing === 'turn' ? `a turn after tick ${tick}` : `${doing} ${tick}`
  const lines = differing.map(
    ({ what, recorded, found }) =>
      `The first difference is in ${place}: ${what} was ${recorded}, and is ${found} now`,
  )
  if (asked.length > 0) lines.push('What was asked for in that turn:')
  lines.push(...asked.slice(0, ASKED_MAX).map((each) => `  ${askedInWords(each)}`))
  if (asked.length > ASKED_MAX) lines.push(`  … and ${asked.length - ASKED_MAX} more`)
  lines.push(...faults.recorded.map((fault) => `A fault survived then: ${fault}`))
  lines.push(...faults.found.map((fault) => `A fault survived now: ${fault}`))
  return lines
}

function askedInWords({ edge, intent, character }: Asked): string {
  const who = `${character ?? 'nobody'} (session ${intent.session} of ${edge})`
  switch (intent.kind) {
    case 'line':
      return `${who}: ${intent.text.replace(UNSHOWN, inHex)}`
    case 'enter':
      return `${who} enters`
    case 'linkLost':
      return `${who} has lost the link`
    case 'resync':
      return `${who} needs all views again`
  }
}

function inHex(sign: string): string {
  return `<${sign.codePointAt(0)!.toString(16)}>`
}
