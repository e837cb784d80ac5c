import { join } from 'node:path'
import type { Bus } from '#protocol/bus.ts'
import type { RecordingHeader } from './header.ts'
import { RECORDING_BYTES_MAX, Recorder } from './recorder.ts'
import { RecordingFile } from './recordingFile.ts'

/** Where recordings go, and who writes them. */
export interface Recordings {
  directory: string
  /** The program's. */
  version: string
}

/** Something that an operator should know of a zone's recording, in one sentence. */
export interface Notice {
  zone: string
  words: string
}

const MEGABYTE = 1024 * 1024

/**
 * Begins a zone's recording in a file of its own, named by zone and time.
 *
 * A zone that cannot be recorded, or no longer, runs all the same: that is told once.
 *
 * @returns undefined if there can be no file
 */
export function openRecorder(
  { directory, version }: Recordings,
  placed: Omit<RecordingHeader, 'version' | 'node' | 'begunAtMs'>,
  bus: Bus,
  onNotice: (notice: Notice) => void,
): Recorder | undefined {
  const { zone } = placed
  const begunAtMs = Date.now()
  const path = join(directory, `${zone}-${nameOf(begunAtMs)}.loamrec`)
  const tell = (words: string) => onNotice({ zone, words })
  const onFault = (words: string) => tell(`The recording "${path}" has ended early: ${words}`)
  try {
    const sink = RecordingFile.create(path, onFault)
    const header = { ...placed, version, node: process.version, begunAtMs }
    const size = `${RECORDING_BYTES_MAX / MEGABYTE} MB`
    const onFull = () =>
      onFault(`it has reached ${size}, and the next can begin only when the zone does`)
    return new Recorder({ sink, header, bus, onFull })
  } catch (error) {
    tell(`Cannot record zone "${zone}": ${error instanceof Error ? error.message : error}`)
    return undefined
  }
}

/** A time as a part of a file's name on any system. */
function nameOf(timeMs: number): string {
  return new Date(timeMs).toISOString().replace(/[:.]/g, '-')
}
