import t from 'tap'
import { IgnoredTold } from './ignoredTold.ts'

/** A chat that answers when the test lets it, and what it was told. */
function slowChat() {
  const told: (readonly string[])[] = []
  const waiting: { resolve(): void; reject(reason: Error): void }[] = []
  const tell = (names: readonly string[]) => {
    told.push(names)
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    waiting.push({ resolve, reject })
    return promise
  }
  /** Answers what was told first; resolves when what follows from that is done. */
  const answers = async (error?: Error) => {
    const first = waiting.shift()!
    if (error) first.reject(error)
    else first.resolve()
    await new Promise(setImmediate)
  }
  return { told, tell, answers }
}

t.test('one change is told after the other, and what is past no more', async (t) => {
  const { told, tell, answers } = slowChat()
  const [nobody, eve, both, bob]: string[][] = [[], ['eve'], ['eve', 'bob'], ['bob']]
  const list = new IgnoredTold(tell, nobody!, tell(nobody!))
  list.note(nobody!)
  list.note(eve!)
  t.same(told, [[]], 'chat does not know yet that the player is here')
  await answers()
  t.same(told, [[], ['eve']])
  list.note(both!)
  list.note(bob!)
  await answers()
  t.same(told.slice(2), [['bob']])
  list.note(bob!)
  let isSettled = false
  void list.settled.then(() => {
    isSettled = true
  })
  t.notOk(isSettled)
  await answers()
  t.ok(isSettled)
  t.equal(told.length, 3)
})

t.test('what could not be told does not hinder what comes then', async (t) => {
  const { told, tell, answers } = slowChat()
  const list = new IgnoredTold(tell, [], tell([]))
  list.note(['eve'])
  await answers()
  await answers(new Error('away'))
  list.note(['bob'])
  await new Promise(setImmediate)
  t.same(told, [[], ['eve'], ['bob']])
})
