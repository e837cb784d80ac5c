import fc from 'fast-check'
import t from 'tap'
import { Interest, type Session } from './interest.ts'

type Move =
  | { do: 'open'; edge: string; being: number }
  | { do: 'watch'; which: number; room: number }
  | { do: 'close'; which: number }

const edge = fc.constantFrom('a', 'b', 'c')
const which = fc.nat(20)
const move: fc.Arbitrary<Move> = fc.oneof(
  fc.record({ do: fc.constant('open'), edge, being: fc.integer({ min: 1, max: 6 }) }),
  fc.record({ do: fc.constant('watch'), which, room: fc.nat(4) }),
  fc.record({ do: fc.constant('close'), which }),
)

/** Does as runners do: a being is played by one session, and what is closed is not used again. */
function play(moves: Move[]): { interest: Interest; open: Session[] } {
  const interest = new Interest()
  const open: Session[] = []
  let id = 0
  for (const each of moves) {
    if (each.do === 'open') {
      const before = interest.playing(each.being)
      if (before) interest.close(open.splice(open.indexOf(before), 1)[0]!)
      open.push(interest.open(each.edge, ++id, each.being, 1))
    } else if (open.length > 0) {
      const at = each.which % open.length
      if (each.do === 'watch') interest.watch(open[at]!, each.room)
      else interest.close(open.splice(at, 1)[0]!)
    }
  }
  return { interest, open }
}

/** The same, as lists would tell it. */
function isAsLists(moves: Move[]): boolean {
  const { interest, open } = play(moves)
  const rooms = [1, 2, 3, 4]
  const watching = (room: number) => open.filter((session) => session.watching === room)
  const told = {
    count: interest.count,
    all: [...interest.all()],
    of: open.map((session) => interest.of(session.edge, session.id)),
    playing: [1, 2, 3, 4, 5, 6].map((being) => interest.playing(being)?.id),
    rooms: [...interest.watchedRooms()].sort(),
    watchers: rooms.map((room) => [...interest.watchers(room)].map(({ id }) => id).sort()),
    edges: rooms.map((room) => [...interest.edgesWatching(room)].sort()),
  }
  const known = {
    count: open.length,
    all: open,
    of: open,
    playing: [1, 2, 3, 4, 5, 6].map((being) => open.find((each) => each.being === being)?.id),
    rooms: rooms.filter((room) => watching(room).length > 0),
    watchers: rooms.map((room) =>
      watching(room)
        .map(({ id }) => id)
        .sort(),
    ),
    edges: rooms.map((room) => [...new Set(watching(room).map((each) => each.edge))].sort()),
  }
  return JSON.stringify(told) === JSON.stringify(known)
}

t.test('who watches what is as plain lists of sessions would tell it', async (t) => {
  const moves = fc.array(move, { maxLength: 60 })
  t.doesNotThrow(() => fc.assert(fc.property(moves, isAsLists), { seed: 3, numRuns: 300 }))
})

t.test('nobody watches nowhere', async (t) => {
  const interest = new Interest()
  const session = interest.open('a', 1, 5, 1)
  interest.watch(session, 7)
  interest.watch(session, 0)
  t.same([...interest.watchers(0)], [])
  t.same([...interest.edgesWatching(7)], [])
  t.same([...interest.watchedRooms()], [])
})

t.test('sessions of two edges may have one number', async (t) => {
  const interest = new Interest()
  const a = interest.open('a', 1, 5, 1)
  const b = interest.open('b', 1, 6, 1)
  t.equal(interest.of('a', 1), a)
  t.equal(interest.of('b', 1), b)
  interest.close(a)
  t.equal(interest.of('a', 1), undefined)
  t.equal(interest.of('b', 1), b)
})
