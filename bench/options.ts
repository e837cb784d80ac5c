import { parseArgs } from 'node:util'
import { BenchError } from './benchError.ts'

/** What the command line asks for. */
export interface Options {
  action: 'run' | 'list' | 'help'
  smoke: boolean
  /**
   * Only benches whose file or name contains one of these words, in any case; all if there is
   * none.
   */
  only: readonly string[]
  /** Where the results are written. */
  json: string | undefined
  /** The results that these are held against. */
  compare: string | undefined
  /** The folder for CPU profiles. */
  profile: string | undefined
}

const PROFILE_FOLDER = 'bench/results'

export const HELP = `Runs the benchmarks, each beside the cheapest way known to do the same work.

Usage: npm run bench [-- OPTIONS]

  --only WORD       only those whose file or name contains WORD; may be repeated
  --smoke           small and once: to see that they work
  --list            names them
  --json FILE       writes the results to FILE
  --compare FILE    shows what has changed since FILE was written
  --profile [DIR]   writes a CPU profile of each into DIR [${PROFILE_FOLDER}]
  --help            prints this

A ratio is what was measured, divided by the limit's, or by ours where there is no limit.
`

/** @throws {BenchError} on an option that there is not, or one without its value */
export function readOptions(args: readonly string[]): Options {
  const { values } = parse(withProfileFolder(args))
  const action = values.help ? 'help' : values.list ? 'list' : 'run'
  const only = values.only ?? []
  return {
    action,
    smoke: values.smoke ?? false,
    only,
    json: values.json,
    compare: values.compare,
    profile: values.profile,
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        help: { type: 'boolean', short: 'h' },
        list: { type: 'boolean' },
        smoke: { type: 'boolean' },
        only: { type: 'string', multiple: true },
        json: { type: 'string' },
        compare: { type: 'string' },
        profile: { type: 'string' },
      },
    })
  } catch (error) {
    const words = error instanceof Error ? error.message.split('. ')[0]! : String(error)
    const reason = words.replace(/\.$/, '').replaceAll('\n', ' ')
    throw new BenchError(
      'BENCH_OPTION',
      `Cannot run benchmarks: ${reason}. Try "npm run bench -- --help"`,
    )
  }
}

/** `--profile` may stand alone; node's parser has no such options. */
function withProfileFolder(args: readonly string[]): string[] {
  return args.flatMap((arg, i) => {
    const next = args[i + 1]
    const standsAlone = arg === '--profile' && (next === undefined || next.startsWith('-'))
    return standsAlone ? [arg, PROFILE_FOLDER] : [arg]
  })
}
