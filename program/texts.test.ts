import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { BUILT_IN_TEXTS } from './builtInTexts.ts'
import { TextFolder } from './texts.ts'

let writes = 0

/** A folder of texts, what is written into it, and what the operator is told. */
async function opened(t: Test, files: Record<string, string | Uint8Array> = {}) {
  const folder = t.testdir()
  const troubles: string[] = []
  const write = (name: string, text: string | Uint8Array) => {
    const path = join(folder, name)
    writeFileSync(path, text)
    // Two writes of one length within a tick of the disk's clock would be one.
    utimesSync(path, ++writes, writes)
  }
  for (const [name, text] of Object.entries(files)) write(name, text)
  const texts = await TextFolder.open({ folder, onTrouble: (words) => troubles.push(words) })
  t.teardown(() => texts.stop())
  return { folder, texts, troubles, write }
}

t.test('without a folder the built-in texts are shown', async (t) => {
  const texts = await TextFolder.open({ folder: undefined, onTrouble: t.fail })
  await texts.look()
  t.match(texts.read('rules'), { text: /^Be civil\./, mark: /^[\w-]{16}$/ })
  t.match(texts.read('credits').text, /^This world runs on Loam/)
  t.same(texts.read('news'), { text: '', mark: '', stamp: '', fault: '' })
})

t.test('files are shown in place of them, and read again when they change', async (t) => {
  const { folder, texts, troubles, write } = await opened(t, {
    'news.txt': '\ufeffA mill!\r\n\r\nIt turns. \n\n',
  })
  const first = texts.read('news')
  t.equal(first.text, 'A mill!\n\nIt turns.')
  t.equal(texts.read('rules').text, BUILT_IN_TEXTS.rules)
  await texts.look()
  t.equal(texts.read('news'), first, 'what has not changed is not read')
  write('news.txt', 'A weir!')
  write('motd.txt', 'Mind the step.')
  await texts.look()
  t.equal(texts.read('news').text, 'A weir!')
  t.not(texts.read('news').mark, first.mark)
  t.equal(texts.read('motd').text, 'Mind the step.')
  write('motd.txt', '')
  rmSync(join(folder, 'news.txt'))
  await texts.look()
  t.match([texts.read('motd'), texts.read('news')], [{ text: '', mark: '' }, { text: '' }])
  write('news.txt', 'A mill!\n\nIt turns.')
  await texts.look()
  t.equal(texts.read('news').mark, first.mark, 'the same news are no new ones')
  t.same(troubles, [])
})

t.test('a file that cannot be used is told of once, and what was shown stays', async (t) => {
  const { folder, texts, troubles, write } = await opened(t, { 'motd.txt': 'Hello.' })
  write('motd.txt', 'x'.repeat(4_097))
  write('news.txt', Buffer.of(0x41, 0xff))
  mkdirSync(join(folder, 'rules.txt'))
  execFileSync('mkfifo', [join(folder, 'credits.txt')])
  await texts.look()
  await texts.look()
  t.same(troubles.sort(), [
    `Cannot show the text in "${folder}/credits.txt": it is no file; what was before it stays`,
    `Cannot show the text in "${folder}/motd.txt": it has 4097 bytes, and may have 4096; what was \
before it stays`,
    `Cannot show the text in "${folder}/news.txt": it is not written in UTF-8; what was before it \
stays`,
    `Cannot show the text in "${folder}/rules.txt": it is no file; what was before it stays`,
  ])
  t.equal(texts.read('motd').text, 'Hello.')
  write('motd.txt', 'x'.repeat(4_096))
  await texts.look()
  t.equal(texts.read('motd').text.length, 4_096)
  write('motd.txt', 'x'.repeat(4_097))
  await texts.look()
  t.equal(troubles.length, 5, 'a fault that comes back is told of again')
})

t.test('a folder that is none is refused', async (t) => {
  const folder = t.testdir({ 'a.txt': 'a' })
  const refused = (path: string, reason: string) =>
    t.rejects(TextFolder.open({ folder: path, onTrouble: t.fail }), {
      code: 'TEXTS_UNREADABLE',
      message: `Cannot read the texts in "${path}": ${reason}; LOAM_TEXTS names their folder`,
    })
  await refused(join(folder, 'none'), 'there is no such file or folder')
  await refused(join(folder, 'a.txt'), 'a part of its path is not a folder')
})
