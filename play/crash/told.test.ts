import t from 'tap'
import { type Doing, NOWHERE } from './doing.ts'
import { type Thing, Told } from './told.ts'

const [ADA, BOB] = [1, 2]
const [HALL, YARD, CHEST] = [2 ** 31 + 1, 2 ** 31 + 2, 2 ** 36 + 1]
const BEAD = 2 ** 36 + 2

const bead: Thing = { name: 'a bead', place: HALL, worn: false, isKept: false }
const keptIn = (place: number, more: Partial<Thing> = {}) =>
  new Map([[BEAD, { ...bead, place, isKept: true, ...more }]])

function moving(bot: number, from: number, to: number, more: Partial<Doing> = {}): Doing {
  const move = { from, to }
  return {
    bot,
    line: 'a line',
    move,
    isGift: false,
    name: undefined,
    dresses: false,
    deal: undefined,
    ...more,
  }
}

/** A bead that lay in the hall, which Ada was told to have taken. */
function takenByAda(): Told {
  const told = new Told([[BEAD, bead]])
  const get = moving(ADA, HALL, ADA)
  told.begins(get)
  told.came(ADA, BEAD, bead.name)
  told.ends(get)
  return told
}

const wordsOf = (told: Told, kept: ReadonlyMap<number, Thing>) =>
  told.compare(kept).violations.map(({ kind, words }) => `${kind}: ${words}`)

t.test('what was told and is kept is well', async (t) => {
  const told = takenByAda()

  t.same(told.compare(keptIn(ADA)), { facts: 1, violations: [] })
})

t.test('what was told and is not kept is lost', async (t) => {
  const told = takenByAda()

  t.same(wordsOf(told, keptIn(HALL)), [
    `lost: a bead (${BEAD}) was told to be in room 1, and is in room ${HALL}`,
  ])
  t.same(wordsOf(told, new Map()), [
    `lost: a bead (${BEAD}) was told to be in room 1, and is nowhere`,
  ])
})

t.test('what nobody has touched need not be kept', async (t) => {
  const told = new Told([[BEAD, bead]])
  t.same(told.compare(new Map()), { facts: 0, violations: [] })
})

t.test('what was asked for and not answered may have been done or not', async (t) => {
  const told = takenByAda()
  told.begins(moving(ADA, ADA, YARD))

  t.same(wordsOf(told, keptIn(ADA)), [])
  t.same(wordsOf(told, keptIn(YARD)), [])
  t.equal(wordsOf(told, keptIn(HALL)).length, 1)
})

t.test('what was asked for by name moves nothing of another name', async (t) => {
  const told = takenByAda()
  told.begins(moving(ADA, ADA, YARD, { name: 'a ring' }))

  t.equal(wordsOf(told, keptIn(YARD)).length, 1)
})

t.test('several unanswered lines may have been done one after the other', async (t) => {
  const told = takenByAda()
  told.begins(moving(ADA, ADA, HALL))
  told.begins(moving(BOB, HALL, BOB))

  for (const place of [ADA, HALL, BOB]) t.same(wordsOf(told, keptIn(place)), [])
  t.equal(wordsOf(told, keptIn(CHEST)).length, 1)
})

t.test('news may come in another order than what they tell', async (t) => {
  const told = takenByAda()
  const [drop, get] = [moving(ADA, ADA, YARD), moving(BOB, YARD, BOB)]
  told.begins(drop)
  told.begins(get)
  told.came(BOB, BEAD, bead.name)
  told.ends(get)
  told.went(ADA, BEAD)
  told.ends(drop)

  t.same(wordsOf(told, keptIn(BOB)), [])
  t.equal(wordsOf(told, keptIn(YARD)).length, 1)
})

t.test('a gift is told when either has heard of it, and counts once', async (t) => {
  for (const hearers of [['giver'], ['receiver'], ['giver', 'receiver'], ['receiver', 'giver']]) {
    const told = takenByAda()
    told.begins(moving(ADA, ADA, BOB, { isGift: true }))
    for (const hearer of hearers) {
      if (hearer === 'giver') told.went(ADA, BEAD)
      else told.came(BOB, BEAD, bead.name)
    }

    t.same(wordsOf(told, keptIn(BOB)), [], hearers.join())
    t.equal(wordsOf(told, keptIn(ADA)).length, 1, hearers.join())
  }
})

t.test('a gift is awaited until its receiver has heard of it, or it was refused', async (t) => {
  const give = moving(ADA, ADA, BOB, { isGift: true })
  const told = takenByAda()
  told.begins(give)
  told.went(ADA, BEAD)
  told.ends(give)
  t.ok(told.awaitsGift(BOB))
  told.came(BOB, BEAD, bead.name)
  t.notOk(told.awaitsGift(BOB))

  told.begins(give)
  t.ok(told.awaitsGift(BOB))
  told.ends(give)
  t.notOk(told.awaitsGift(BOB))
})

t.test('what is worn must be so afterwards, unless its holder was about to change', async (t) => {
  const told = takenByAda()
  told.dressed(ADA, BEAD, true)

  t.same(wordsOf(told, keptIn(ADA, { worn: true })), [])
  t.same(wordsOf(told, keptIn(ADA)), [
    `lost: a bead (${BEAD}) was told to be worn, and is otherwise`,
  ])
  told.begins({ ...moving(ADA, 0, 0), move: undefined, dresses: true })
  t.same(wordsOf(told, keptIn(ADA)), [])
})

t.test('a thing that comes to one who did nothing for it is a violation', async (t) => {
  const told = takenByAda()
  told.came(BOB, BEAD, bead.name)

  const { violations } = told.compare(keptIn(ADA))
  t.match(violations, [{ kind: 'broken', words: /came to room 2, who had not asked for it/ }])
})

t.test('what is sold is nowhere, and must not be back', async (t) => {
  const told = takenByAda()
  const sell = moving(ADA, ADA, NOWHERE)
  told.begins(sell)
  t.same(wordsOf(told, new Map()), [])
  t.same(wordsOf(told, keptIn(ADA)), [])
  told.went(ADA, BEAD)
  told.ends(sell)

  t.same(wordsOf(told, new Map()), [])
  t.same(wordsOf(told, keptIn(ADA)), [
    `lost: a bead (${BEAD}) was told to be nowhere, and is in room 1`,
  ])
})

t.test('what is bought is new, and must be there', async (t) => {
  const told = new Told()
  const buy = moving(ADA, NOWHERE, ADA, { name: bead.name })
  told.begins(buy)
  t.same(wordsOf(told, keptIn(ADA)), [], 'kept, and not yet told')
  const two = new Map([...keptIn(ADA), [BEAD + 1, { ...bead, place: ADA, isKept: true }]])
  t.equal(wordsOf(told, two).length, 1, 'one was asked for')
  told.came(ADA, BEAD, bead.name)
  told.ends(buy)

  t.same(wordsOf(told, keptIn(ADA)), [])
  t.equal(wordsOf(told, new Map()).length, 1)
})

t.test('what nobody has brought is one too many', async (t) => {
  const told = new Told()

  t.same(wordsOf(told, keptIn(HALL)), [
    `doubled: a bead (${BEAD}) is in room ${HALL}, and nobody has brought it there`,
  ])
})

t.test('what lies on a corpse was seen by nobody before', async (t) => {
  const corpse: Thing = { name: 'the corpse of a hen', place: HALL, worn: false, isKept: true }
  const told = new Told([[CHEST, corpse]])
  const loot = moving(ADA, CHEST, ADA)
  told.begins(loot)
  const kept = new Map([...keptIn(ADA), [CHEST, corpse]])
  t.same(wordsOf(told, kept), [], 'kept, and not yet told')
  t.same(wordsOf(told, new Map([...keptIn(CHEST), [CHEST, corpse]])), [], 'nor taken')
  told.came(ADA, BEAD, bead.name)
  told.ends(loot)

  t.same(wordsOf(told, kept), [])
})

t.test('one who was set back to another room has laid a thing down in either', async (t) => {
  const told = takenByAda()
  told.begins(moving(ADA, ADA, YARD))
  told.went(ADA, BEAD, HALL)

  for (const place of [YARD, HALL]) t.same(wordsOf(told, keptIn(place)), [])
  t.equal(wordsOf(told, keptIn(ADA)).length, 1)
})

t.test('what lay in a corpse lies in its room when that is dust', async (t) => {
  const corpse: Thing = { name: 'the corpse of a hen', place: HALL, worn: false, isKept: true }
  const told = new Told([
    [CHEST, corpse],
    [BEAD, { ...bead, place: CHEST, isKept: true }],
  ])
  t.same(wordsOf(told, new Map([...keptIn(CHEST), [CHEST, corpse]])), [])
  t.same(wordsOf(told, keptIn(HALL)), [])
  told.decayed(CHEST)
  const get = moving(BOB, HALL, BOB)
  told.begins(get)
  told.came(BOB, BEAD, bead.name)
  told.ends(get)

  t.same(wordsOf(told, keptIn(BOB)), [])
})

t.test('who names a thing has one moved', async (t) => {
  const told = takenByAda()
  const drop = moving(ADA, ADA, YARD, { name: bead.name })
  told.begins(drop)
  told.went(ADA, BEAD)
  told.went(ADA, BEAD)

  t.match(told.compare(keptIn(YARD)).violations, [{ words: /was moved, too, by "a line"/ }, {}])
})

t.test('what was asked for in a session that was lost may still be done', async (t) => {
  const told = takenByAda()
  told.begins(moving(ADA, ADA, YARD, { name: bead.name }))
  told.strays(ADA)
  const later = moving(ADA, HALL, ADA, { name: 'a loaf' })
  told.begins(later)
  told.ends(later)

  t.same(wordsOf(told, keptIn(ADA)), [])
  t.same(wordsOf(told, keptIn(YARD)), [])
  told.went(ADA, BEAD)
  t.same(told.contradictions, [])
  told.went(ADA, BEAD)
  t.match(told.contradictions, [{ words: /was moved, too/ }], 'but once only')
})

t.test('what came by a session that was lost may have been elsewhere before', async (t) => {
  const told = new Told([[BEAD, bead]])
  told.begins(moving(ADA, HALL, ADA))
  told.strays(ADA)
  const [get, give] = [moving(BOB, HALL, BOB), moving(BOB, BOB, ADA, { isGift: true })]
  for (const doing of [get, give]) told.begins(doing)
  told.came(ADA, BEAD, bead.name)
  told.came(BOB, BEAD, bead.name)
  told.ends(get)
  told.went(BOB, BEAD)
  told.ends(give)
  told.endAll()

  t.same(told.compare(keptIn(ADA)), { facts: 0, violations: [] })
  t.same(wordsOf(told, new Map()), [`lost: a bead (${BEAD}) is nowhere`])
})

t.test('one who was set back has taken what was laid down in either room', async (t) => {
  for (const room of [HALL, YARD]) {
    const told = new Told([[BEAD, { ...bead, place: ADA }]])
    const [drop, get] = [moving(ADA, ADA, room), moving(BOB, HALL, BOB)]
    for (const doing of [drop, get]) told.begins(doing)
    told.came(BOB, BEAD, bead.name, YARD)
    told.went(ADA, BEAD, room)
    t.same(wordsOf(told, keptIn(BOB)), [])
    t.equal(wordsOf(told, new Map()).length, 1)
  }
})

t.test('what has not been done by the end never will be', async (t) => {
  const told = takenByAda()
  told.begins(moving(ADA, ADA, YARD))
  told.endAll()

  t.equal(wordsOf(told, keptIn(YARD)).length, 1)
})

t.test('a gift that was asked for twice was made once', async (t) => {
  const told = takenByAda()
  told.begins(moving(ADA, ADA, BOB, { isGift: true }))
  told.strays(ADA)
  told.begins(moving(ADA, ADA, BOB, { isGift: true }))
  told.came(BOB, BEAD, bead.name)
  told.went(ADA, BEAD)

  t.same(wordsOf(told, keptIn(BOB)), [])
  t.equal(wordsOf(told, keptIn(ADA)).length, 1)
})

t.test('what was laid down before its holder was set back is found there', async (t) => {
  const told = takenByAda()
  const [drop, get] = [moving(ADA, ADA, YARD), moving(BOB, YARD, BOB)]
  told.begins(drop)
  told.went(ADA, BEAD, HALL)
  told.ends(drop)
  t.same(
    [HALL, YARD].map((place) => wordsOf(told, keptIn(place))),
    [[], []],
  )
  told.begins(get)
  told.came(BOB, BEAD, bead.name, YARD)
  told.ends(get)

  t.same(wordsOf(told, keptIn(BOB)), [])
  t.equal(wordsOf(told, keptIn(YARD)).length, 1)
})
