import fc from 'fast-check'
import t from 'tap'
import { TestHouse } from '#systems/testHouse.ts'
import { runLine } from './dispatch.ts'
import { allTopics, pagesOf } from './helpPages.ts'
import { COMMANDS } from './registry.ts'

const PAGES = pagesOf(COMMANDS)

t.test('help alone lists the topics', async (t) => {
  for (const line of ['help', '?', 'h']) {
    const [event] = new TestHouse().events(line)
    t.equal(event?.verb, 'help')
    t.same(
      event?.['seeAlso'],
      allTopics()
        .filter(({ isMinor }) => !isMinor)
        .map(({ title }) => title),
      line,
    )
  }
})

t.test('help shows a command’s page by its name, its alias or its beginning', async (t) => {
  for (const line of ['help say', 'HELP SAY', "help '", '? say', '?say']) {
    t.same(
      new TestHouse().events(line),
      [
        {
          verb: 'help',
          title: 'say',
          usage: ['say <text>'],
          text:
            'Says something to all who are in the room.\n\n' +
            "The short way is an apostrophe: 'hello does the same as say hello.",
          aliases: ["'", '"'],
          seeAlso: ['talking', 'sayto', 'tell', 'whisper'],
        },
      ],
      line,
    )
  }
  t.equal(new TestHouse().events('help invent')[0]?.['title'], 'inventory')
})

t.test('help shows a topic by its title, its words or its beginning', async (t) => {
  const ways = [
    ['help newcomer', 'newcomer'],
    ['help beginner', 'newcomer'],
    ['help newc', 'newcomer'],
    ['help 2.sword', 'targets'],
    ['help all', 'targets'],
    ['help from', 'targets'],
    ['help moving', 'moving'],
  ] as const
  for (const [line, title] of ways) {
    t.equal(new TestHouse().events(line)[0]?.['title'], title, line)
  }
})

t.test('a beginning of several pages lists them', async (t) => {
  const list = COMMANDS.filter(({ name }) => /^un/.test(name)).map(({ name, help }) => ({
    title: name,
    text: help,
  }))

  t.same(
    list.map(({ title }) => title),
    ['unlock', 'unalias', 'unignore', 'unfollow'],
  )
  t.same(new TestHouse().events('help un'), [{ verb: 'helpFound', text: 'un', list }])
})

t.test('help search finds pages by their text, those titled so first', async (t) => {
  const [event] = new TestHouse().events('help search whisper hello')
  t.equal(event?.['title'], 'talking', 'one page is shown at once')

  const [found] = new TestHouse().events('help search whisper')
  const titles = (found!['list'] as { title: string }[]).map(({ title }) => title)
  t.equal(found!.verb, 'helpFound')
  t.equal(titles[0], 'whisper')
  t.ok(titles.includes('talking'))
})

t.test('help search puts words before what stands in other words', async (t) => {
  const [event] = new TestHouse().events('apropos sword')
  const titles = (event!['list'] as { title: string }[]).map(({ title }) => title)
  t.ok(titles.indexOf('targets') < titles.indexOf('password'), `${titles}`)
})

t.test('help without a page of that name searches the texts', async (t) => {
  t.equal(new TestHouse().events('help apostrophe')[0]?.['title'], 'say')
})

t.test('help on what no page speaks of is refused, with a guess', async (t) => {
  const house = new TestHouse()

  t.equal(
    house.refusal('help zzyzx'),
    'There is no help on "zzyzx". Plain "help" lists the topics.',
  )
  t.equal(house.refusal('help wisper'), 'There is no help on "wisper". Did you mean whisper?')
  t.equal(
    house.refusal(`help ${'z'.repeat(500)}`),
    `There is no help on "${'z'.repeat(40)}…". Plain "help" lists the topics.`,
  )
})

t.test('every page leads only to pages that there are, and to another than itself', async (t) => {
  const titles = new Set(PAGES.map(({ title }) => title))
  for (const { title, seeAlso } of PAGES) {
    t.same(
      seeAlso.filter((other) => !titles.has(other) || other === title),
      [],
      title,
    )
  }
})

t.test('no two pages share a title or a word, so that each is found by its own', async (t) => {
  const owners = new Map<string, string>()
  for (const { title, words } of PAGES) {
    for (const word of [title, ...words]) {
      t.equal(owners.get(word), undefined, `${word} of ${title}`)
      owners.set(word, title)
    }
  }
})

t.test('topics are sentences, parted into paragraphs, in lower-case titles', async (t) => {
  for (const { title, help, text } of allTopics()) {
    t.match(title, /^[a-z]+$/)
    t.match(help, /^[A-Z].*\.$/)
    for (const paragraph of text.split('\n\n')) {
      t.match(paragraph, /^["A-Za-z].*[.!?"]$/s, title)
      t.notMatch(paragraph, /\n/, `${title}: an edge wraps the lines`)
    }
  }
})

t.test('help answers whatever is asked', async (t) => {
  const { zone, ada } = new TestHouse()
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (asked) => {
      const before = zone.reported.length
      runLine(zone, ada, `help ${asked}`)
      return zone.reported.length === before + 1
    }),
  )
  t.pass('each got one answer')
})
