import { readdirSync, readFileSync } from 'node:fs'

/** What Linux counts CPU time in, on every machine that Node runs on. */
const TICKS_PER_SECOND = 100

/** Whether this system tells of its processes as Linux does. */
export const canWatch = process.platform === 'linux'

/**
 * CPU time of process `pid` and of those that it has started, in all their threads.
 *
 * @returns seconds; 0 for one that is gone
 */
export function cpuSeconds(pid: number): number {
  const fields = read(`/proc/${pid}/stat`).split(') ')[1]?.split(' ')
  if (!fields) return 0
  // Fields 14–17 of proc(5), counted from 1: own time and that of children that have ended.
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0)
  return ticks / TICKS_PER_SECOND + childrenOf(pid).reduce((sum, it) => sum + cpuSeconds(it), 0)
}

/** Memory that process `pid` alone holds in RAM, in KB. */
export function residentKb(pid: number): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0)
}

/** Files, sockets and pipes that process `pid` has open. */
export function openFiles(pid: number): number {
  return list(`/proc/${pid}/fd`).length
}

function childrenOf(pid: number): number[] {
  const threads = list(`/proc/${pid}/task`)
  return threads.flatMap((thread) =>
    read(`/proc/${pid}/task/${thread}/children`)
      .split(' ')
      .filter((child) => child !== '')
      .map(Number),
  )
}

/** Processes and threads come and go while they are looked at. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
