import t from 'tap'
import { Charges } from '#components/charges.ts'
import { touch } from '#components/define.ts'
import { Identity } from '#components/identity.ts'
import { Progress } from '#components/progress.ts'
import { Vitals } from '#components/vitals.ts'
import { contentsOf, roomOf } from '#systems/containment.ts'
import { foeOf } from '#systems/fighting.ts'
import { chargesOf, isPartUsed } from '#systems/waymark/magic/charges.ts'
import { School } from '#systems/waymark/magic/testSchool.ts'

t.test('food heals and is gone, and needs no wound to be eaten', async (t) => {
  const school = new School()
  const { ada } = school
  school.item('cake', ada)
  school.item('cake', ada)
  Vitals.hp[ada] = 5
  t.same(school.verbs('eat cake'), ['eat', 'mend'])
  t.ok(Vitals.hp[ada]! > 5)
  Vitals.hp[ada] = Vitals.hpMax[ada]!
  t.same(school.verbs('eat cake'), ['eat', 'mendNothing'])
  t.same(contentsOf(ada), [])
  school.item('apple', ada)
  t.same(school.verbs('eat apple'), ['eat'], 'what works no spell is just eaten')
  t.same(contentsOf(ada), [])
})

t.test('to use a thing is to do with it what one does with such things', async (t) => {
  const school = new School()
  const { ada } = school
  Vitals.hp[ada] = 1
  for (const [word, verb] of [
    ['cake', 'eat'],
    ['cordial', 'drink'],
  ] as const) {
    school.item(word, ada)
    t.equal(school.verbs(`use ${word}`)[0], verb)
  }
  school.item('cake', ada)
  t.equal(school.refusal('drink cake'), 'The cake is nothing to drink. Try "eat".')
})

t.test('what has several uses goes with the last', async (t) => {
  const school = new School()
  const { zone, ada } = school
  const cordial = school.item('cordial', ada)
  const uid = Identity.uid[cordial]!
  t.notOk(isPartUsed(zone, cordial))
  Vitals.hp[ada] = 1
  school.events('quaff cordial')
  t.equal(chargesOf(zone, cordial), 1)
  t.equal(Charges.left[cordial], 1)
  Vitals.hp[ada] = 1
  school.events('use cordial')
  t.notOk(zone.byUid.has(uid))
})

t.test('what harms needs a foe', async (t) => {
  const school = new School()
  const { zone, ada } = school
  const rod = school.item('rod', ada)
  const boar = school.mobile('boar')
  t.match(school.refusal('use rod'), /^Whom do you want to use it on\?/)
  t.match(school.refusal('use rod on bob'), /Players do not harm one another/)
  t.equal(chargesOf(zone, rod), 2)
  t.same(school.verbs('use rod on boar'), ['use', 'spark'])
  t.equal(foeOf(zone, ada), boar)
  t.ok(Vitals.hp[boar]! < 60)
})

t.test('a scroll is recited, by who is up to it', async (t) => {
  const school = new School()
  const { zone, ada } = school
  school.item('note', ada)
  t.equal(school.refusal('recite note'), 'The note is beyond you before level 5.')
  Progress.level[ada] = 5
  touch(Progress, ada)
  school.events('recite note')
  t.equal(roomOf(zone, ada), zone.rooms.get('field:chapel'))
  t.same(contentsOf(ada), [])
})

t.test('using things explains every refusal', async (t) => {
  const school = new School()
  const { ada, yard } = school
  school.item('cake', yard)
  school.item('sword', ada)
  school.item('cordial', ada)
  const refusals: [line: string, answer: string][] = [
    ['eat', 'Eat what? Name a thing you carry.'],
    ['eat moon', 'You carry no "moon".'],
    ['eat cake', 'You must get the cake first.'],
    ['eat all', 'One thing at a time, please.'],
    ['eat cordial', 'The cordial is nothing to eat. Try "drink".'],
    ['drink sword', 'The sword is nothing to drink.'],
    ['use all', 'One thing at a time, please.'],
    ['use sword', 'There is no use for the sword by itself.'],
    ['recite cordial', 'The cordial is nothing to recite. Try "drink".'],
  ]
  for (const [line, answer] of refusals) t.equal(school.refusal(line), answer)
  t.equal(contentsOf(ada).length, 2)
})
