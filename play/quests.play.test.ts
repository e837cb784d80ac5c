import t from 'tap'
import { loadAreas } from '#scripting/areas/load.ts'
import { COMMANDS } from '#systems/commands/registry.ts'

const AREAS = loadAreas(new URL('.', import.meta.resolve('#scripting/areas/load.ts')))

t.test('what a quest asks to be done is a command, by its full name', async (t) => {
  const names = new Set(COMMANDS.map(({ name }) => name))
  const quests = AREAS.flatMap(({ quests = [] }) => quests)
  t.ok(quests.length > 0)
  for (const { id, steps } of quests) {
    for (const step of steps) {
      if (step.kind !== 'do') continue
      const unknown = step.commands.filter((command) => !names.has(command))
      t.same(unknown, [], `${id}: ${step.text}`)
    }
  }
})
