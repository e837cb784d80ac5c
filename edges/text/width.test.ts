import t from 'tap'
import { padEnd, widthOf } from './width.ts'

const table: [text: string, columns: number][] = [
  ['', 0],
  ['Ada', 3],
  ['Zoë', 3],
  ['Ωμέγα', 5],
  ['東京', 4],
  ['ｱ', 1],
  ['Ａ', 2],
  ['한글', 4],
  ['🦊', 2],
  ['☕', 2],
  ['☂', 1],
  ['🇫🇷', 2],
  ['e\u0301\u0332', 1],
  ['𠮷', 2],
  ['\u001b[38;5;180mAda\u001b[0m', 3],
  ['\u001b[1', 0],
]

t.test('widths as terminals show them', async (t) => {
  for (const [text, columns] of table) t.equal(widthOf(text), columns, JSON.stringify(text))
})

t.test('blanks fill up to a width that is seen, not counted', async (t) => {
  t.equal(padEnd('東', 4), '東  ')
  t.equal(padEnd('\u001b[1mab\u001b[0m', 3), '\u001b[1mab\u001b[0m ')
  t.equal(padEnd('abcd', 3), 'abcd')
})
