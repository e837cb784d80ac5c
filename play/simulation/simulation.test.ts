import t, { type Test } from 'tap'
import { PLANTS } from './plants.ts'
import { type Plant, simulate } from './simulation.ts'
import { linesOf } from './tally.ts'

/** A short sweep: `npm run test:simulation` has as many as one likes. */
const SWEPT = 30
/** Within so many seeds from there on each planted fault shows. */
const PLANTED_FROM = 222
const PLANTED_MAX = 300

/** @returns the first seed that shows a fault */
async function foundBy(plant: Plant): Promise<number | undefined> {
  for (let seed = PLANTED_FROM; seed < PLANTED_FROM + PLANTED_MAX; seed++) {
    if ((await simulate({ seed, plant })).violations.length > 0) return seed
  }
  return undefined
}

async function sweep(t: Test, from: number): Promise<void> {
  let answers = 0
  let handOvers = 0
  for (let seed = from; seed < from + SWEPT; seed++) {
    const outcome = await simulate({ seed })
    if (outcome.violations.length > 0) t.fail(linesOf(outcome).join('\n'))
    answers += outcome.counts.answers
    handOvers += outcome.counts.handOvers
  }
  t.ok(answers > 0 && handOvers > 0, `${answers} answers, ${handOvers} hand-overs`)
}

t.test('what players were told is so after any storm', async (t) => {
  await sweep(t, 1)
})

t.test('a seed runs alike each time', async (t) => {
  const [one, other] = [await simulate({ seed: 7 }), await simulate({ seed: 7 })]
  t.equal(one.hash, other.hash)
  t.same(one.events, other.events)
  t.same(one.counts, other.counts)
  t.not(one.hash, (await simulate({ seed: 8 })).hash)
})

for (const [name, plant] of Object.entries(PLANTS)) {
  t.test(`a planted fault is found: ${name}`, async (t) => {
    t.ok(await foundBy(plant))
  })
}
