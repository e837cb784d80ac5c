/**
 * `npm run test:simulation`: several zones, edges and players on one simulated bus and clock, each
 * seed with faults of its own; whatever anybody was told must be so afterwards.
 * `-- --seeds 5000 --from 1`, `-- --seed 7 --trace`, `-- --plant unfenced`
 */
import { randomInt } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { PLANTS } from './plants.ts'
import { type Outcome, type Plant, simulate } from './simulation.ts'
import { linesOf, Sum } from './tally.ts'

const SEEDS = 2 ** 31
const TELL_EVERY_MS = 10_000

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' },
    from: { type: 'string', default: String(randomInt(SEEDS)) },
    seed: { type: 'string' },
    trace: { type: 'boolean', default: false },
    plant: { type: 'string' },
  },
})
const from = wholeNumber('--from', values.seed ?? values.from)
const count = values.seed === undefined ? wholeNumber('--seeds', values.seeds) : 1
const plant = values.plant === undefined ? {} : { plant: plantNamed(values.plant) }
const trace = values.trace ? { trace: (line: string) => console.log(line) } : {}
console.log(`${count} seeds from ${from}`)
const sum = new Sum()
let toldMs = performance.now()
for (let seed = from; seed < from + count; seed++) {
  const outcome = await simulate({ seed, ...plant, ...trace })
  sum.add(outcome)
  if (outcome.violations.length > 0) tell(outcome)
  if (performance.now() - toldMs > TELL_EVERY_MS) {
    toldMs = performance.now()
    console.log(sum.words)
  }
  // Whoever wants to end this is heard.
  await setImmediate()
}
console.log(sum.words)
process.exitCode = sum.badSeeds === 0 ? 0 : 1

function tell(outcome: Outcome): void {
  for (const line of linesOf(outcome)) console.log(line)
}

function plantNamed(name: string): Plant {
  const plant = (PLANTS as Record<string, Plant>)[name]
  if (plant) return plant
  console.error(`Cannot run: --plant must be one of ${Object.keys(PLANTS)}, not "${name}"`)
  process.exit(2)
}

function wholeNumber(option: string, text: string): number {
  const number = Number(text)
  if (Number.isSafeInteger(number) && number >= 0 && number < SEEDS) return number
  console.error(`Cannot run: ${option} must be a whole number below ${SEEDS}, not "${text}"`)
  process.exit(2)
}
