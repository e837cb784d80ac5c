import t from 'tap'
import { type Doing, NOWHERE, type Thing, Told } from './told.ts'

const ADA = 1
const [HALL, YARD] = [2 ** 31 + 1, 2 ** 31 + 2]
const [BEAD, LOAF, OTHER] = [2 ** 36 + 1, 2 ** 36 + 2, 2 ** 36 + 3]

const bead: Thing = { name: 'a bead', place: HALL, worn: false, isKept: true }

function moving(from: number, to: number, name: string): Doing {
  const move = { from, to }
  return { bot: ADA, line: 'a line', move, isGift: false, name, dresses: false }
}

t.test('what was asked for in a session that was lost may still be done', async (t) => {
  const told = new Told([[BEAD, { ...bead, place: ADA }]])
  told.begins(moving(ADA, YARD, 'a bead'))
  const later = moving(HALL, ADA, 'a loaf')
  told.begins(later)
  told.ends(later)
  told.went(ADA, BEAD)
  t.same(told.contradictions, [])
  told.endAll()
  t.same(told.compare(new Map([[BEAD, { ...bead, place: YARD }]])).violations, [])
  t.equal(told.compare(new Map([[BEAD, bead]])).violations.length, 1)
})

t.test('what is bought was nowhere before, and comes once', async (t) => {
  const told = new Told()
  told.begins(moving(NOWHERE, ADA, 'a loaf'))
  told.came(ADA, LOAF)
  t.same(told.contradictions, [])
  told.came(ADA, OTHER)
  t.match(told.contradictions, [{ kind: 'broken' }])
})

t.test('what is sold is nowhere afterwards', async (t) => {
  const told = new Told([[BEAD, { ...bead, place: ADA }]])
  const sale = moving(ADA, NOWHERE, 'a bead')
  told.begins(sale)
  told.went(ADA, BEAD)
  told.ends(sale)
  t.same(told.compare(new Map()).violations, [])
  const words = told.compare(new Map([[BEAD, bead]])).violations.map((each) => each.words)
  t.match(words, [/was told to be in no place, and is in room/])
})
