import t from 'tap'
import { Page } from './page.ts'
import { presences } from './presence.ts'
import { ADA, BO, COLOURED, FOX, presentRecord, SIGHTED, SPOKEN } from './sample.fixture.ts'

const bo = presentRecord(BO, 'Bo is here.', { player: {} })
const fox = (uid: number, foe: number) =>
  presentRecord({ ...FOX, uid }, 'A grey fox watches.', { mobile: {}, fighting: { foe } })
const lying = (posture: number) =>
  presentRecord(BO, 'Bo is here.', { player: {}, posture: { posture } })

t.test('who fights is shown with whom', async (t) => {
  t.same(presences(new Page(SIGHTED), [fox(33, BO.uid), bo], ADA.uid), [
    'A grey fox is here, fighting Bo.',
    'Bo is here.',
  ])
  t.same(presences(new Page(SIGHTED), [fox(33, ADA.uid)], ADA.uid), [
    'A grey fox is here, fighting you.',
  ])
  t.same(presences(new Page(SIGHTED), [fox(33, 99)], ADA.uid), [
    'A grey fox is here, fighting someone.',
  ])
  t.same(presences(new Page(SIGHTED), [fox(33, 0)], ADA.uid), ['A grey fox watches.'])
})

t.test('those who do the same stand together, others apart', async (t) => {
  const foxes = [fox(33, ADA.uid), fox(34, 0), fox(35, ADA.uid)]
  t.same(presences(new Page(SIGHTED), foxes, ADA.uid), [
    'Two grey foxes are here, fighting you.',
    'A grey fox watches.',
  ])
  t.same(presences(new Page(SPOKEN), foxes, ADA.uid), [
    'Two grey foxes are here, fighting you.',
    'A grey fox watches.',
  ])
})

t.test('who sits, rests or sleeps is shown so, and who stands is not', async (t) => {
  const lines = [0, 1, 2, 3].map((posture) => presences(new Page(SIGHTED), [lying(posture)], 1)[0])
  t.same(lines, [
    'Bo is sleeping here.',
    'Bo is resting here.',
    'Bo is sitting here.',
    'Bo is here.',
  ])
})

t.test('players who do the same share a line, but for one whose link is lost', async (t) => {
  const player = (uid: number, name: string, components = {}) =>
    presentRecord({ uid, name }, '', { player: { linkDead: 0 }, ...components })
  const crowd = [
    player(1, 'Fay'),
    player(2, 'Cem', { posture: { posture: 1 } }),
    player(3, 'Gus'),
    player(4, 'Dot', { player: { linkDead: 1 } }),
    player(5, 'Eve', { posture: { posture: 1 } }),
    player(6, 'Hal'),
  ]
  t.same(presences(new Page(SIGHTED), crowd, 99), [
    'Fay, Gus and Hal are here.',
    'Cem and Eve are resting here.',
    'Dot is here. (link lost)',
  ])
  const blue = (name: string) => `\u001b[1;36m${name}\u001b[0m`
  t.same(presences(new Page(COLOURED), crowd.slice(0, 3), 99), [
    `${blue('Fay')} and ${blue('Gus')} are here.`,
    `${blue('Cem')} is resting here.`,
  ])
})

t.test('several corpses are counted as such', async (t) => {
  const corpse = (uid: number) =>
    presentRecord({ uid, name: 'the corpse of a fox' }, 'The corpse of a fox lies here.', {})
  const corpses = [corpse(7), corpse(8)]
  t.same(presences(new Page(SIGHTED), corpses, 99), ['(2) The corpse of a fox lies here.'])
  t.same(presences(new Page(SPOKEN), corpses, 99), ['Two corpses of a fox are here.'])
})
