import t from 'tap'
import { Progress } from '#components/progress.ts'
import { happens, succeeds, tire, tiredness } from './skills.ts'
import { Arena } from './testArena.ts'

t.test('success goes by what one knows, and by levels', async (t) => {
  const arena = new Arena()
  const { zone, ada } = arena
  const boar = arena.mobile('boar')
  const share = () => {
    let count = 0
    for (let i = 0; i < 2_000; i++) if (succeeds(zone, ada, 'kick', boar)) count++
    return count / 2_000
  }
  arena.teach(ada, 'kick 50')
  t.ok(Math.abs(share() - 0.33) < 0.04, 'four levels below it')
  Progress.level[ada] = 5
  t.ok(Math.abs(share() - 0.45) < 0.04)
  arena.teach(ada, 'kick 100')
  Progress.level[ada] = 25
  t.ok(Math.abs(share() - 0.95) < 0.02, 'nothing is certain')
})

t.test('nothing is impossible, either', async (t) => {
  const { zone } = new Arena()
  const count = Array.from({ length: 2_000 }, () => happens(zone, -50)).filter(Boolean).length
  t.ok(count > 60 && count < 150)
})

t.test('one must catch breath between skills', async (t) => {
  const { zone, ada } = new Arena()
  t.equal(tiredness(zone, ada), undefined)
  tire(zone, ada, 2)
  zone.tick += 19
  t.match(tiredness(zone, ada), /catching your breath/)
  zone.tick += 1
  t.equal(tiredness(zone, ada), undefined)
})
