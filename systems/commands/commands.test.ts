import t from 'tap'
import { TestHouse } from '#systems/testHouse.ts'
import { COMMANDS } from './registry.ts'

t.test('commands lists every command once, by section', async (t) => {
  const house = new TestHouse()
  const [event] = house.events('commands')
  const list = event!['list'] as { section: string; names: string[] }[]

  t.same(
    list.map(({ section }) => section),
    [
      'moving',
      'looking',
      'things',
      'talking',
      'company',
      'fighting',
      'magic',
      'trade',
      'character',
      'help',
    ],
  )
  t.same(list.flatMap(({ names }) => names).sort(), COMMANDS.map(({ name }) => name).sort())
  t.same(list.at(-1)?.names, [
    'help',
    'commands',
    'quit',
    'version',
    'uptime',
    'news',
    'motd',
    'rules',
    'credits',
    'bug',
    'typo',
    'idea',
    'tickets',
  ])
})
