import { mkdirSync, writeFileSync } from 'node:fs'
import { Session } from 'node:inspector/promises'
import { join } from 'node:path'
import { BenchError } from './benchError.ts'

const SAMPLING_INTERVAL_US = 200

/**
 * Runs `work` under the profiler of this process.
 *
 * @returns what `work` returns; the profile lies in `folder`, to be opened in a browser's tools
 * @throws {BenchError} if it cannot be written
 */
export async function profiled<T>(
  folder: string,
  name: string,
  work: () => Promise<T>,
): Promise<T> {
  const session = new Session()
  session.connect()
  try {
    await session.post('Profiler.enable')
    await session.post('Profiler.setSamplingInterval', { interval: SAMPLING_INTERVAL_US })
    await session.post('Profiler.start')
    const result = await work()
    const { profile } = await session.post('Profiler.stop')
    write(folder, `${name.replaceAll(/[^a-z0-9]+/gi, '-')}.cpuprofile`, JSON.stringify(profile))
    return result
  } finally {
    session.disconnect()
  }
}

function write(folder: string, name: string, text: string): void {
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, name), text)
  } catch (cause) {
    throw new BenchError('BENCH_FILE', `Cannot write a profile into "${folder}"`, { cause })
  }
}
