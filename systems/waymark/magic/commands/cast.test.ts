import t from 'tap'
import { Abilities } from '#components/abilities.ts'
import { touch } from '#components/define.ts'
import { Progress } from '#components/progress.ts'
import { Room } from '#components/room.ts'
import { Spirit } from '#components/spirit.ts'
import { Vitals } from '#components/vitals.ts'
import { moveTo, roomOf } from '#systems/containment.ts'
import { foeOf } from '#systems/fighting.ts'
import { affectNamed, begin } from '#systems/waymark/magic/affects.ts'
import { School } from '#systems/waymark/magic/testSchool.ts'

/** Points of spirit for any spell. */
const PLENTY = 100

/** A school where Ada knows all of the spells named, with spirit enough. */
function schoolWith(...spells: string[]) {
  const school = new School()
  const { zone, ada } = school
  Abilities.list[ada] = spells.map((spell) => `${spell} 100`).join(';')
  touch(Abilities, ada)
  Spirit.sp[ada] = PLENTY
  zone.tick = 100
  return school
}

/** Casts until it works: even who knows all fails now and then. */
function castUntil(school: School, line: string) {
  for (let i = 0; i < 20; i++) {
    school.zone.tick += 100
    Spirit.sp[school.ada] = PLENTY
    const events = school.events(line)
    if (events[0]?.verb !== 'castFails') return events
  }
  return []
}

t.test('mend closes wounds, and is paid with spirit', async (t) => {
  const school = schoolWith('mend')
  const { ada, bob } = school
  Vitals.hp[ada] = 5
  const [cast, mend] = castUntil(school, 'cast mend')
  t.same(cast, { verb: 'cast', actor: ada, text: 'mend' })
  t.equal(Vitals.hp[ada], 5 + Number(mend?.count))
  t.equal(Spirit.sp[ada], PLENTY - 5)
  Vitals.hp[bob] = 5
  for (const line of ['c mend bob', "cast 'mend' bob", 'c m on bob', 'cast mend at bob']) {
    Vitals.hp[bob] = 5
    t.match(castUntil(school, line)[0], { target: bob })
    t.ok(Vitals.hp[bob]! > 5)
  }
})

t.test('spark burns a foe and begins a fight', async (t) => {
  const school = schoolWith('spark')
  const boar = school.mobile('boar')
  const events = castUntil(school, 'cast spark boar')
  t.match(events[1], { verb: 'spark', actor: school.ada, target: boar })
  t.equal(Vitals.hp[boar], 60 - Number(events[1]?.['harm']))
  t.equal(foeOf(school.zone, school.ada), boar)
  t.match(castUntil(school, 'cast spark')[0], { target: boar }, 'then it needs no name')
})

t.test('blessing, shield, haste and light work for a time', async (t) => {
  const school = schoolWith('bless', 'shield', 'haste', 'light')
  for (const spell of ['bless', 'shield', 'haste', 'light']) {
    t.match(castUntil(school, `cast ${spell}`)[1], { verb: `${spell}Begins`, actor: school.ada })
    t.ok(affectNamed(school.zone, school.ada, spell))
  }
})

t.test('blind and poison take hold or do not, and begin a fight', async (t) => {
  for (const spell of ['blind', 'poison']) {
    const verbs = new Set<string>()
    for (let i = 0; i < 12; i++) {
      const school = schoolWith(spell)
      for (let j = 0; j < i; j++) school.zone.chance.integer(100)
      const boar = school.mobile('boar')
      verbs.add(castUntil(school, `cast ${spell} boar`)[1]!.verb)
      t.equal(foeOf(school.zone, boar), school.ada)
    }
    t.same([...verbs].sort(), [`${spell}Begins`, 'resist'].sort())
  }
})

t.test('cure ends what harms, and nothing else', async (t) => {
  const school = schoolWith('cure')
  const { zone, bob } = school
  begin(zone, bob, 'poison', 2, 30)
  begin(zone, bob, 'bless', 2, 30)
  t.same(
    castUntil(school, 'cast cure bob').map(({ verb }) => verb),
    ['cast', 'poisonEnds'],
  )
  t.ok(affectNamed(zone, bob, 'bless'))
  school.zone.tick += 100
  t.equal(school.refusal('cast cure bob'), 'There is nothing wrong with Bob that this would cure.')
})

t.test('recall takes one to the refuge, but not out of a fight, nor twice at once', async (t) => {
  const school = schoolWith('recall')
  const { zone, ada, yard } = school
  const chapel = zone.rooms.get('field:chapel')!
  school.mobile('boar')
  school.events('kill boar')
  t.type(school.refusal('cast recall'), 'string')
  t.equal(roomOf(zone, ada), yard)
  zone.rules.leaving(zone, ada)
  t.same(
    castUntil(school, 'cast recall').map(({ verb }) => verb),
    ['cast', 'vanish', 'view', 'arrive'],
  )
  t.equal(roomOf(zone, ada), chapel)
  moveTo(zone, ada, yard)
  zone.tick += 100
  t.match(school.refusal('cast recall'), /takes you again in \d+ seconds/)
})

t.test('who knows little fails often, and pays half', async (t) => {
  const school = new School()
  const { zone, ada, bob } = school
  Abilities.list[ada] = 'mend 1'
  touch(Abilities, ada)
  let failures = 0
  for (let i = 0; i < 40; i++) {
    zone.tick += 100
    Spirit.sp[ada] = 10
    Vitals.hp[bob] = 1
    const [event] = school.events('cast mend bob')
    if (event?.verb === 'castFails') failures++
    t.equal(Spirit.sp[ada], event?.verb === 'castFails' ? 7 : 5)
  }
  t.ok(failures > 10 && failures < 35, `${failures} of 40`)
})

t.test('cast explains every refusal', async (t) => {
  const school = schoolWith('bless', 'blind', 'spark', 'mend', 'light', 'recall')
  const { zone, ada, bob, yard } = school
  school.item('sword', yard)
  school.mobile('priest')
  const refusals: [line: string, answer: string | RegExp][] = [
    ['cast', 'Cast what? "spells" lists the spells you know.'],
    ['cast fireball', 'There is no spell "fireball". "spells" lists all there are.'],
    ['cast poison rat', 'You have not learnt to cast poison. Some people teach that.'],
    ['cast bl', 'Which spell do you mean: bless or blind?'],
    ['cast spark', /^Whom do you want to cast spark\?/],
    ['cast spark bob', 'Players do not harm one another here. Bob is safe.'],
    ['cast spark priest', 'The priest is not for fighting.'],
    ['cast mend elk', 'You see no "elk" here.'],
    ['cast mend sword', 'The sword is not alive, and feels nothing of it.'],
    ['cast light bob', 'That works upon nobody but yourself: leave out Bob.'],
    ['cast mend', 'You are not hurt.'],
    ['cast mend bob', 'Bob is not hurt.'],
  ]
  for (const [line, answer] of refusals) t.match(school.refusal(line), answer, line)
  Spirit.sp[ada] = 3
  t.match(school.refusal('cast bless'), /takes 6 points of spirit, and you have 3/)
  Spirit.sp[ada] = PLENTY
  school.events('cast light')
  t.match(school.refusal('cast bless'), /catching your breath/)
  school.mobile('rat')
  Room.peaceful[yard] = 1
  t.match(school.refusal('cast spark rat'), /place of peace/)
  zone.tick += 100
  school.events('sleep')
  t.match(school.refusal('cast bless'), /asleep/)
  zone.holdsBreath = true
  t.match(school.refusal('cast bless'), /holding its breath/)
  t.equal(Progress.level[bob], 1)
})
