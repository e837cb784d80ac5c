import type { PlannedProcess } from './plan.ts'

/** What a process has said of where it can be reached. */
export interface Reached {
  telnet?: string
  websocket?: string
  health?: string
}

/** Takes note of a line that a process has printed, if it says where it can be reached. */
export function noteLine(reached: Reached, line: string): void {
  const telnet = /^ +Play +telnet (\S+ \d+)$/.exec(line)?.[1]
  const websocket = /^ +Play \(web\) +(ws:\S+)$/.exec(line)?.[1]
  const health = /^ +Health +(\S+)$/.exec(line)?.[1]
  if (telnet) reached.telnet = `telnet ${telnet}`
  if (websocket) reached.websocket = websocket
  if (health) reached.health = health
}

/** Where to connect to what, in aligned columns. */
export function tableOf(
  processes: readonly PlannedProcess[],
  reachedBy: ReadonlyMap<string, Reached>,
  servers: Readonly<Record<string, string>>,
): string {
  const rows = processes.map(({ name, role }) => {
    const { telnet, websocket, health = '' } = reachedBy.get(name) ?? {}
    const api = health.replace(/readyz$/, 'api')
    return [name, telnet ?? websocket ?? (role === 'http' ? api : ''), health]
  })
  const all = [
    ['process', 'connect to', 'health'],
    ...rows,
    ...Object.entries(servers).map(([name, place]) => [name, place, '']),
  ]
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => row[column]!.length)))
  const lines = all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  )
  return lines.map((line) => `  ${line}`).join('\n')
}
