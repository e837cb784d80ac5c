import t from 'tap'
import { destroy } from '#systems/spawn.ts'
import { TestMill } from '#systems/waymark/quests/testMill.ts'

t.test('talk needs no name where there is but one to talk with', async (t) => {
  const mill = new TestMill()
  t.equal(mill.refusal('talk'), 'Talk with the old miller or the grey cat?')
  destroy(mill.zone, mill.miller)
  t.match(mill.events('talk'), [{ verb: 'talk', target: mill.cat }])
  destroy(mill.zone, mill.cat)
  t.equal(mill.refusal('talk'), 'There is nobody here to talk with.')
})

t.test('talk takes "to" and "with", and explains every refusal', async (t) => {
  const mill = new TestMill()
  for (const line of ['talk to miller', 'talk with the old miller']) {
    t.match(mill.events(line), [{ verb: 'talk', target: mill.miller }], line)
  }
  mill.player('Bob')
  t.equal(mill.refusal('talk bob'), 'Bob is a player: "sayto Bob" and your words reach them.')
  t.equal(mill.refusal('talk eve'), 'You see no "eve" here.')
  mill.zone.holdsBreath = true
  t.match(mill.refusal('talk miller'), /^The world is holding its breath/)
})
