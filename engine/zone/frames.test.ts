import { fileURLToPath } from 'node:url'
import t from 'tap'
import { loadAreas } from '#scripting/areas/load.ts'
import { Bots } from './testBots.ts'

const STEPS = 400
const AREAS = loadAreas(fileURLToPath(new URL('../../scripting/areas/', import.meta.url)))

t.test('whatever people do, an edge is sent one message a turn at most', async (t) => {
  const bots = new Bots(AREAS, 7)
  const { edge, world } = bots
  const { runner } = world
  const { turn, tick, kept } = runner
  let frames = 0
  let most = 0
  const watch = (doing: () => void) => {
    const before = edge.headers.length
    doing()
    const sent = edge.headers.length - before
    frames += sent
    most = Math.max(most, sent)
  }
  runner.turn = () => watch(() => turn.call(runner))
  runner.tick = () => watch(() => tick.call(runner))
  // What waited for a record leaves when that is kept, also as one.
  runner.kept = (sequence) => watch(() => kept.call(runner, sequence))
  bots.play(STEPS, () => {})
  t.equal(most, 1)
  t.ok(frames > STEPS, `${frames} messages in ${STEPS} steps`)
  t.ok(bots.typed > STEPS, `${bots.typed} lines`)
})
