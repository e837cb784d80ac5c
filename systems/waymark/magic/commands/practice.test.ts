import t from 'tap'
import { Abilities } from '#components/abilities.ts'
import { Attributes } from '#components/attributes.ts'
import { touch } from '#components/define.ts'
import { Progress } from '#components/progress.ts'
import { Spirit } from '#components/spirit.ts'
import { abilityOf } from '#systems/waymark/magic/abilityOf.ts'
import { begin } from '#systems/waymark/magic/affects.ts'
import { learnSystem } from '#systems/waymark/magic/learnSystem.ts'
import { School } from '#systems/waymark/magic/testSchool.ts'
import { goldOf, mint } from '#systems/waymark/trade/gold.ts'

/** A school with a teacher, where Ada has gold and lessons. */
function schoolWithTeacher() {
  const school = new School()
  mint(school.zone, school.ada, 1_000, 'quest')
  Progress.practices[school.ada] = 10
  const teacher = school.mobile('teacher')
  return { school, teacher, ...school }
}

t.test('a lesson costs coins and one of the lessons, and leads only so far', async (t) => {
  const { school, teacher, zone, ada } = schoolWithTeacher()
  t.same(school.events('practice men'), [
    { verb: 'lesson', actor: ada, target: teacher, text: 'mend', count: 30, price: 5 },
  ])
  t.equal(abilityOf(zone, ada, 'mend'), 30)
  t.equal(goldOf(zone, ada), 995)
  t.equal(Progress.practices[ada], 9)
  t.equal(zone.counted.get('gold.burned.lesson'), 5)
  school.events('practice mend')
  school.events('learn mend')
  t.equal(abilityOf(zone, ada, 'mend'), 75)
  t.match(school.refusal('practice mend'), /No lesson will teach you more of mend/)
})

t.test('practice lists what is taught here', async (t) => {
  const { school, teacher } = schoolWithTeacher()
  t.match(school.events('practice'), [
    {
      verb: 'lessons',
      count: 10,
      gold: 1_000,
      target: teacher,
      list: [
        { name: 'mend', percent: 0, level: 1, price: 5 },
        { name: 'kick', percent: 0, level: 1, price: 5 },
        { name: 'haste', percent: 0, level: 6, price: 30 },
      ],
      names: ['might', 'grace', 'vigour', 'wit'],
    },
  ])
})

t.test('practice names who teaches elsewhere, where nobody does here', async (t) => {
  const [event] = new School().events('practice')
  const rows = [{ name: 'a teacher', area: 'The Field', names: ['mend', 'kick', 'attributes'] }]
  t.match(event, { verb: 'lessons', list: [], rows })
  t.notMatch(event, { rows: [{ names: ['haste'] }] }, 'and nothing that is far above one’s level')
})

t.test('practice explains every refusal', async (t) => {
  const { school, zone, ada } = schoolWithTeacher()
  const refusals: [line: string, answer: RegExp][] = [
    ['practice juggling', /^There is no skill or spell "juggling"/],
    ['practice b', /^Which do you mean: bash, backstab, bless or blind\?/],
    ['practice bash', /^Nobody here teaches bash/],
    ['practice haste', /^You cannot learn haste before level 6/],
  ]
  for (const [line, answer] of refusals) t.match(school.refusal(line), answer)
  Progress.practices[ada] = 0
  t.match(school.refusal('practice mend'), /no lessons left/)
  const poor = new School()
  poor.mobile('teacher')
  t.match(poor.refusal('practice mend'), /costs 5 coins, and you have none/)
  t.equal(goldOf(zone, ada), 1_000)
})

t.test('training raises an attribute for good', async (t) => {
  const { school, teacher, zone, ada } = schoolWithTeacher()
  const spMax = Spirit.spMax[ada]!
  t.same(school.events('train wit'), [
    { verb: 'train', actor: ada, target: teacher, text: 'wit', count: 11, price: 20 },
  ])
  t.equal(Attributes.wit[ada], 11)
  t.equal(Spirit.spMax[ada], spMax + 1)
  t.same([goldOf(zone, ada), Progress.practices[ada]], [980, 8])
  t.match(school.refusal('train'), /^Train what: might, grace, vigour or wit\?/)
  t.match(school.refusal('train beauty'), /cannot be trained/)
  Attributes.might[ada] = 20
  touch(Attributes, ada)
  t.match(school.refusal('train might'), /No training will give you more might/)
  Progress.practices[ada] = 1
  t.match(school.refusal('train wit'), /takes 2 lessons, and you have 1/)
  t.match(new School().refusal('train wit'), /Nobody here trains anybody/)
})

t.test('what one uses one learns, by and by', async (t) => {
  const school = new School()
  const { zone, ada } = school
  Abilities.list[ada] = 'dodge 30'
  touch(Abilities, ada)
  let told = 0
  for (let i = 0; i < 200; i++) {
    zone.report.show(school.yard, { verb: 'dodge', actor: ada, target: school.bob })
    zone.report.show(school.yard, { verb: 'cast', actor: ada, text: 'mend' })
    told += school.run(learnSystem, 1).filter(({ verb }) => verb === 'improve').length
  }
  t.equal(abilityOf(zone, ada, 'dodge'), 30 + told)
  t.ok(told > 5 && told < 60, `${told} of 200`)
  t.equal(abilityOf(zone, ada, 'mend'), 0, 'but only what one knows')
})

t.test('lists show what there is to learn, and what works upon one', async (t) => {
  const school = new School()
  const { zone, ada } = school
  Abilities.list[ada] = 'mend 40'
  touch(Abilities, ada)
  const [spells] = school.events('spells')
  t.match(spells, { verb: 'abilities', text: 'spells' })
  t.match(spells?.['list'], [{ name: 'mend', percent: 40, level: 1, sp: 5 }])
  const names = (line: string) =>
    (school.events(line)[0]!['list'] as { name: string }[]).map(({ name }) => name)
  t.equal(names('spells').length, 10)
  t.same(names('skills').sort(), ['backstab', 'bash', 'dodge', 'kick', 'parry', 'rescue'])
  t.equal(names('abilities').length, 16)
  begin(zone, ada, 'bless', 4, 60)
  begin(zone, ada, 'recalled', 1, 60)
  t.same(school.events('aff'), [
    {
      verb: 'affects',
      list: [
        {
          name: 'bless',
          seconds: 60,
          changes: [
            { name: 'hit', points: 4 },
            { name: 'harm', points: 2 },
          ],
        },
      ],
    },
  ])
})
