import type { Role } from './colour.ts'
import { headcount } from './listings/world.ts'
import { Page } from './page.ts'
import type { Style } from './style.ts'

/** The drawing needs these and a margin. */
const ART_COLUMNS_MIN = 60
const MARGIN = '  '

type Art = readonly (readonly [role: Role, line: string])[]

const ART_UTF8: Art = [
  ['logo', '          ██'],
  ['logo', '          ██     ▄████▄     ▄████▄    ██▄███▄███▄'],
  ['logo', '          ██    ██▀  ▀██        ▀██   ██▀ ▀██▀ ▀██'],
  ['logo', '          ██    ██    ██    ▄██████   ██   ██   ██'],
  ['logo', '          ██    ██▄  ▄██   ██▀  ▄██   ██   ██   ██'],
  ['logo', '          ██     ▀████▀     ▀███▀██   ██   ██   ██'],
  ['grass', '  ▁▂▁▁▃▁▂▁▁▁▂▃▁▁▂▁▁▁▃▂▁▁▁▂▁▁▁▃▁▁▂▁▁▁▁▂▁▃▁▁▁▂▁▁▂▁▃▁▁▁▂▁▁'],
  ['earth', '  ▓▓▒▓▓▓▒▒▓▓▓▓▒▓▓▒▓▓▓▓▒▒▓▓▓▒▓▓▓▓▒▓▓▒▒▓▓▓▒▓▓▓▓▒▓▓▒▓▓▓▒▒▓▓'],
  ['earth', '   ▒░▒▒  ░▒▒░▒ ░░▒▒▒░ ▒▒░▒  ░▒▒▒░▒▒ ░▒░▒▒░  ▒▒▒░▒ ░▒▒░▒'],
  ['earth', '     ░    ░  ░    ░     ░     ░  ░    ░     ░  ░   ░'],
]

const ART_ASCII: Art = [
  ['logo', '          ##'],
  ['logo', '          ##      ####       ####     ## ###  ###'],
  ['logo', '          ##     ##  ##         ##    ###  ###  ##'],
  ['logo', '          ##     ##  ##      #####    ##   ##   ##'],
  ['logo', '          ##     ##  ##     ##  ##    ##   ##   ##'],
  ['logo', '          ##      ####       #####    ##   ##   ##'],
  ['grass', '  .,;.,..,,;.,..;,,..,;.,,..;,.,,;..,,.,;..,,.;,..,,;.,'],
  ['earth', '  :;::::;::::;;:::::;::::;:::;;::::;:::::;;:::;::::;:::'],
  ['earth', '   .: :.  .:. :   .:. :. .:  :.  .:. : .:.  :. .: :.'],
]

const WELCOME = 'A world to walk in, and to write in.'
const HOW_TO_ENTER = 'Type a name to come in, known or new. "help" tells of other ways.'

/** What stands on a screen first. The drawing is for eyes, and for screens with room for it. */
export function renderBanner(style: Style, { playersOnline }: { playersOnline: number }): string {
  const page = new Page(style)
  const isDrawn = !style.screenReader && style.columns >= ART_COLUMNS_MIN
  const margin = isDrawn ? MARGIN : ''
  if (isDrawn) {
    const art = style.utf8 ? ART_UTF8 : ART_ASCII
    page.space()
    for (const [role, line] of art) page.line(page.paint(role, line))
  } else page.line(page.paint('title', style.screenReader ? 'Loam.' : 'Loam'))
  const present = playersOnline === 0 ? 'Nobody is in the world' : headcount(playersOnline)
  page.space().line(WELCOME, margin).line(`${present} just now.`, margin)
  return page.space().line(HOW_TO_ENTER, margin).space().text
}

/** What one can type before having come in. */
export function renderConnectHelp(style: Style): string {
  const page = new Page(style)
  const withPassword = (word: string) =>
    style.screenReader ? `${word}, a name and a password` : `${word} <name> <password>`
  page.heading('Before you come in, you can type:').table([
    { label: withPassword('connect'), value: 'comes in with a character you have' },
    { label: withPassword('create'), value: 'makes a character and comes in' },
    { label: 'just a name', value: 'asks for the rest, step by step' },
    { label: 'who', value: 'tells who is in the world' },
    { label: 'screenreader', value: 'turns sentences instead of tables and drawings on or off' },
    { label: 'help', value: 'shows this' },
    { label: 'quit', value: 'leaves' },
  ])
  const oneOfSeveral = style.screenReader
    ? 'connect, an account, a slash, a character and a password'
    : 'connect <account>/<character> <password>'
  return page.line('To play one of several characters of an account, type:').indented(oneOfSeveral)
    .text
}
