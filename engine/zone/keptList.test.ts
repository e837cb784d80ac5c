import t from 'tap'
import { KeptList } from './keptList.ts'

/** Uids of all that are in `list`, from the first on. */
function uidsIn(list: KeptList): number[] {
  list.restart()
  return rest(list)
}

function rest(list: KeptList): number[] {
  const uids: number[] = []
  for (let uid = list.nextUid(); uid !== 0; uid = list.nextUid()) uids.push(uid)
  return uids
}

/** Entities 1 to 5 under the uids 101 to 105. */
function five(): KeptList {
  const list = new KeptList()
  for (let entity = 1; entity <= 5; entity++) list.putLast(entity, 100 + entity)
  return list
}

t.test('a list has what was put in, in that order, under its uids', async (t) => {
  const list = five()
  t.same(uidsIn(list), [101, 102, 103, 104, 105])
  t.same([list.has(3, 103), list.has(3, 104), list.has(9_999, 103)], [true, false, false])
  t.same([list.uidOf(3), list.uidOf(6), list.uidOf(9_999)], [103, 0, 0])

  list.putLast(5_000, 205)
  t.same(uidsIn(list), [101, 102, 103, 104, 105, 205])
})

t.test('what is put in again comes last, and what is deleted is in it no longer', async (t) => {
  const list = five()
  list.putLast(2, 102)
  list.putLast(5, 999)
  t.same(uidsIn(list), [101, 103, 104, 102, 999])

  for (const entity of [1, 4, 4, 5, 77_777]) list.delete(entity)
  t.same(uidsIn(list), [103, 102])
  t.equal(list.has(4, 104), false)
  list.delete(2)
  list.delete(3)
  t.same(uidsIn(list), [])
  t.same(uidsIn(new KeptList()), [])
})

t.test('whoever goes through a list meets all that stay, whatever moves meanwhile', async (t) => {
  const list = five()
  list.restart()
  t.same([list.nextUid(), list.nextUid()], [101, 102])
  list.putLast(3, 103) // the next one
  list.delete(4) // the one after it
  list.putLast(1, 101) // met before
  list.putLast(6, 106)
  t.same(rest(list), [105, 103, 101, 106])
  t.equal(list.nextUid(), 0, 'and then no other')
})
