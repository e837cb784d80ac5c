import t from 'tap'
import { Accounts } from './accounts.ts'
import { type Deal, dealing, dealOf, type Place } from './doing.ts'
import type { KeptCharacter } from './kept.ts'

const [ADA, BOB] = [1, 2]
const NAMES = new Map([
  [ADA, 'Ada'],
  [BOB, 'Bob'],
])

/** A character with 20 coins, 5 of them in the bank. */
function character(uid: Place, changes: Partial<Deal & { experience: number }> = {}) {
  const { gold = 0, saved = 0, minted = 0, burned = 0, experience = 0 } = changes
  const funds = { gold: 15 + gold, saved: 5 + saved, minted: 20 + minted, burned }
  const standing = { level: 1, experience: 40 + experience, practices: 3 }
  return { uid, isInWorld: true, funds, standing } satisfies KeptCharacter
}

const accounts = () => new Accounts([character(ADA), character(BOB)], NAMES)

/** What is said of Ada, and of Bob, if they are kept with such changes. */
function wrongs(told: Accounts, ...changes: Parameters<typeof character>[1][]): string[] {
  const kept = changes.map((change, i) => character(i + 1, change))
  return told.compare(kept).violations.map(({ kind, words }) => `${kind}: ${words}`)
}

const buying = dealing(ADA, 'buy tart', { gold: -6, burned: 6 })

t.test('what was told of a purse must be kept', async (t) => {
  const told = accounts()
  told.begins(buying)
  told.shown(ADA, { gold: 9 })
  told.ends(buying, false)

  t.same(told.compare([character(ADA, { gold: -6, burned: 6 })]), { facts: 2, violations: [] })
  t.same(wrongs(told, {}), [
    'lost: Ada was told to have 9 coins and 5 in the bank (20 ever paid, 6 taken back), ' +
      'and has 15 coins and 5 in the bank (20 ever paid, 0 taken back)',
  ])
})

t.test('what was asked for and not answered was done whole, or not', async (t) => {
  const told = accounts()
  told.begins(buying)

  t.same(wrongs(told, {}), [])
  t.same(wrongs(told, { gold: -6, burned: 6 }), [])
  t.equal(wrongs(told, { gold: -6 }).length, 1, 'paid to nobody')
  t.equal(wrongs(told, { gold: -12, burned: 12 }).length, 1, 'bought twice')
})

t.test('what was told of is done once, answered or not', async (t) => {
  const told = accounts()
  told.begins(buying)
  told.shown(ADA, { gold: 9 })

  t.equal(wrongs(told, { gold: -12, burned: 12 }).length, 1)
})

t.test('one who takes all there is may have found some coins', async (t) => {
  const told = accounts()
  told.begins({ ...buying, line: 'loot', deal: dealOf({ found: 10, mints: true }) })

  t.same(wrongs(told, { gold: 10, minted: 10 }), [])
  t.equal(wrongs(told, { gold: 11, minted: 11 }).length, 1, 'more than there were')
  t.equal(wrongs(told, { gold: 10 }).length, 1, 'out of nowhere')
})

t.test('coins that are given are under way until both have heard of it', async (t) => {
  const told = accounts()
  const giving = dealing(ADA, 'give 4 coins to Bob', { gold: -4, taker: BOB })
  told.begins(giving)
  t.same(wrongs(told, {}, {}), [])
  t.same(wrongs(told, { gold: -4 }, { gold: 4 }), [])
  told.shown(ADA, { gold: 11 })
  told.ends(giving, false)
  t.same(wrongs(told, { gold: -4 }, { gold: 4 }), [])
  told.shown(BOB, { gold: 19 })
  t.equal(wrongs(told, { gold: -4 }, {}).length, 1)

  told.shown(BOB, { gold: 23 })
  t.same(wrongs(told, { gold: -4 }, { gold: 8 }), ['broken: Bob has 4 coins more, and 0 saved'])
})

t.test('a gift and a deal that undo each other are told by words alone', async (t) => {
  const told = accounts()
  const [giving, back] = [
    dealing(ADA, 'give 4 coins to Bob', { gold: -4, taker: BOB }),
    dealing(BOB, 'give 4 coins to Ada', { gold: -4, taker: ADA }),
  ]
  told.begins(giving)
  told.begins(back)
  told.line(ADA, 'You give 4 coins to Bob.')
  told.ends(giving, false)
  told.line(BOB, 'You give 4 coins to Ada.')
  told.ends(back, false)

  t.same(wrongs(told, {}, {}), [])
  t.equal(wrongs(told, { gold: 8 }, {}).length, 1)
})

t.test('what is shown is a gift rather than what one may have found', async (t) => {
  const told = accounts()
  told.begins(dealing(ADA, 'give 4 coins to Bob', { gold: -4, taker: BOB }))
  told.begins(dealing(BOB, 'get all', { found: 50 }))
  told.shown(BOB, { gold: 19 })
  told.shown(BOB, { gold: 26 })

  t.same(wrongs(told, { gold: -4 }, { gold: 11 }), [])
})

t.test('what may be a gift or a deal is what the words say', async (t) => {
  for (const isDeal of [true, false]) {
    const told = accounts()
    told.begins(dealing(ADA, 'give 4 coins to Bob', { gold: -4, taker: BOB }))
    told.begins(dealing(BOB, 'sell lamp', { gold: 4, minted: 4 }))
    told.shown(BOB, { gold: 19 })
    told.line(
      BOB,
      isDeal ? 'You sell the lamp to the sutler for 4 coins.' : 'Ada gives you 4 coins.',
    )
    told.shown(BOB, { gold: 23 })

    const both = { gold: 8, minted: 4 }
    t.same(wrongs(told, { gold: -4 }, both), [], isDeal ? 'the gift comes next' : 'the deal does')
  }
})

t.test('what is shown at once of a gift and a deal is not taken for another gift', async (t) => {
  const told = accounts()
  told.begins(dealing(ADA, 'give 1 coins to Bob', { gold: -1, taker: BOB }))
  told.begins(dealing(ADA, 'give 2 coins to Bob', { gold: -2, taker: BOB }))
  told.begins(dealing(BOB, 'drop 1 coins', { gold: -1 }))
  told.shown(BOB, { gold: 16 })
  told.line(BOB, 'You put down 1 coin.')
  told.shown(BOB, { gold: 17 })

  t.same(wrongs(told, { gold: -3 }, { gold: 2 }), [])
})

t.test('a gift that was refused is under way no more', async (t) => {
  const told = accounts()
  const giving = dealing(ADA, 'give 4 coins to Bob', { gold: -4, taker: BOB })
  told.begins(giving)
  told.ends(giving, false)

  t.equal(wrongs(told, {}, { gold: 4 }).length, 1)
})

t.test('what comes at once must be what was asked for', async (t) => {
  const told = accounts()
  told.begins(buying)
  told.shown(ADA, { gold: 3 })
  told.ends(buying, false)

  t.same(wrongs(told, { gold: -12 }), ['broken: Ada has -12 coins more, and 0 saved'])
})

t.test('each of several deals that were asked for may be made, and once', async (t) => {
  const told = accounts()
  const saving = dealing(ADA, 'deposit 2', { gold: -2, saved: 2 })
  told.begins(buying)
  told.begins(saving)

  t.same(wrongs(told, { gold: -8, burned: 6, saved: 2 }), [])
  told.shown(ADA, { gold: 13, saved: 7 })
  t.same(wrongs(told, { gold: -2, saved: 2 }), [])
  t.same(wrongs(told, { gold: -8, burned: 6, saved: 2 }), [])
  told.shown(ADA, { gold: 11, saved: 9 })
  t.match(wrongs(told), [/^broken: Ada has -2 coins more, and 2 saved/])
})

t.test('what is sold with all else is paid for by the world', async (t) => {
  const told = accounts()
  const selling = dealing(ADA, 'sell all', { found: 50, mints: true })
  told.begins(selling)
  told.shown(ADA, { gold: 25 })
  told.ends(selling, false)

  t.same(wrongs(told, { gold: 10, minted: 10 }), [])
  t.equal(wrongs(told, { gold: 10 }).length, 1)
})

t.test('sentences are counted', async (t) => {
  const told = accounts()
  told.line(ADA, 'You buy a plum tart from the sutler for 6 coins.')
  told.line(ADA, 'You have learnt something: 20 experience.')
  told.line(ADA, 'You have learnt something: 8 experience.')
  told.line(ADA, 'Bob goes north.')

  t.same(
    [...told.tally],
    [
      ['bought', 1],
      ['learnt', 2],
    ],
  )
})

t.test('only one who fights learns and falls without hearing of it', async (t) => {
  const told = accounts()
  t.equal(wrongs(told, { experience: 20 }).length, 1)
  told.begins(dealing(ADA, 'kill hen', {}))
  t.same(wrongs(told, { experience: 20 }), [])
  t.same(wrongs(told, { experience: 17 }), [], 'a twentieth of 60 less')
  t.equal(wrongs(told, { experience: -10 }).length, 1)

  told.shown(ADA, { experience: 60 })
  told.ends(dealing(ADA, 'kill hen', {}), false)
  t.same(wrongs(told, { experience: 20 }), [])
  t.equal(wrongs(told, {}).length, 1)
})

t.test('level, experience and lessons must agree', async (t) => {
  const told = accounts()
  const { funds, ...rest } = character(ADA)
  const kept = (standing: object) => [
    { ...rest, funds, standing: { ...rest.standing, ...standing } },
  ]
  const words = (standing: object) => told.compare(kept(standing)).violations[0]?.words

  t.equal(words({ experience: 100 }), 'Ada is of level 1 with 100 experience')
  t.equal(words({ practices: 4 }), 'Ada may take 4 lessons, and should have 3')
})
