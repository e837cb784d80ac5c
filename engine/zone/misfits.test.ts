import t from 'tap'
import { Misfits } from './misfits.ts'

t.test('misfits are counted by place, and each is told once', async (t) => {
  const misfits = new Misfits()
  t.equal(misfits.take(), undefined)
  for (let i = 0; i < 3; i++) misfits.note('curse', 'unknown')
  misfits.note('vitals.hp', 'range')
  t.equal(
    misfits.take(),
    'Some of what is kept does not fit: "curse" is unknown and was left out (3); ' +
      '"vitals.hp" is out of range and was brought to the nearest that fits (1)',
  )
  misfits.note('curse', 'unknown')
  t.equal(misfits.take(), undefined, 'it was told before')
  misfits.note('vitals.hp', 'kind')
  t.equal(
    misfits.take(),
    'Some of what is kept does not fit: ' + '"vitals.hp" is of another kind and was left out (1)',
  )
})

t.test('a report names thirty places at most', async (t) => {
  const misfits = new Misfits()
  for (let i = 0; i < 32; i++) misfits.note(`curse.strength${i}`, 'unknown')
  const words = misfits.take()!
  t.match(words, /"curse\.strength29" is unknown and was left out \(1\); and 2 more$/)
  t.notMatch(words, /strength30/)
})
