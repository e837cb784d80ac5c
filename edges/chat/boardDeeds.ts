import { type Fields, textOf } from '#edges/text/fields.ts'
import type { WireEvent } from '#protocol/event.ts'
import type { Change } from './done.ts'
import { counted, namedBy } from './rules.ts'
import { newThing, permission, permittedWords } from './staffWords.ts'
import { done, noBoard, refused } from './words.ts'

/** [limit] Boards of a world. */
export const BOARDS_MAX = 50

/** Words that the command for boards takes for something else. */
const NO_NAMES = new Set('list write read remove delete create permit'.split(' '))

export async function createBoard(change: Change, fields: Fields): Promise<WireEvent> {
  const wanted = newThing('board', fields, NO_NAMES)
  if (typeof wanted === 'string') return refused(wanted)
  const boards = await allBoards(change)
  if (boards.length >= BOARDS_MAX) return refused(`There are ${BOARDS_MAX} boards already.`)
  const { name } = wanted
  if (boards.some((each) => each.name === name)) {
    return refused(`There is a board "${name}" already.`)
  }
  const roles = { read_role: 'player', write_role: 'player' }
  await change
    .insertInto('board')
    .values({ ...wanted, ...roles })
    .execute()
  return done({ text: `There is a board "${name}" now.` })
}

/** What is on it goes, too, if whoever removes it says how much that is. */
export async function removeBoard(change: Change, fields: Fields): Promise<WireEvent> {
  const name = textOf(fields, 'board').toLowerCase()
  // Whoever writes there meanwhile waits, so that nothing goes that was not counted.
  const board = await change
    .selectFrom('board')
    .select('name')
    .where('name', '=', name)
    .forUpdate()
    .executeTakeFirst()
  if (!board) return refused(noBoard(name))
  const { count } = await change
    .selectFrom('board_post')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('board', '=', name)
    .executeTakeFirstOrThrow()
  const posts = counted(count, 'post')
  if (count > 0 && fields['posts'] !== count) {
    const how = `"board remove ${name} with ${posts}"`
    return refused(`That would lose ${posts} for good: ${how} does it.`)
  }
  await change.deleteFrom('board').where('name', '=', name).execute()
  return done({ text: `There is no board "${name}" any more.` })
}

export async function permitBoard(change: Change, fields: Fields): Promise<WireEvent> {
  const word = textOf(fields, 'board')
  const board = namedBy(await allBoards(change), word)
  if (!board) return refused(noBoard(word))
  const allowed = permission(fields, ['read', 'write'])
  if (!allowed) {
    return refused('Whom? Try "board permit general write builder": player, builder or admin.')
  }
  const { what, role } = allowed
  const set = what === 'read' ? { read_role: role } : { write_role: role }
  await change.updateTable('board').set(set).where('name', '=', board.name).execute()
  return done({ text: permittedWords(board.name, allowed) })
}

function allBoards(change: Change): Promise<{ name: string }[]> {
  return change.selectFrom('board').select('name').execute()
}
