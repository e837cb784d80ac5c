import t from 'tap'
import { paint, paletteFor, ROLE_NAMES } from './colour.ts'

t.test('without colours nothing is painted', async (t) => {
  for (const role of ROLE_NAMES) t.equal(paint(paletteFor('none'), role, 'x'), 'x')
})

t.test('each depth paints with its own escapes', async (t) => {
  const painted = (['16', '256', 'truecolour'] as const).map((colour) =>
    paint(paletteFor(colour), 'item', 'x'),
  )
  t.same(painted, [
    '\u001b[36mx\u001b[0m',
    '\u001b[38;5;146mx\u001b[0m',
    '\u001b[38;2;184;166;217mx\u001b[0m',
  ])
  t.equal(paint(paletteFor('256'), 'item', ''), '')
})

/** Relative luminance (WCAG 2) of an `r;g;b`. */
function luminance(rgb: string): number {
  const [red = 0, green = 0, blue = 0] = rgb.split(';').map((channel) => {
    const share = Number(channel) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

t.test(
  'every colour of words can be read on black, and none of the 16 is dark blue or black',
  async (t) => {
    for (const role of ROLE_NAMES) {
      const rgb = paletteFor('truecolour')[role].slice('\u001b[38;2;'.length, -1)
      const contrast = (luminance(rgb) + 0.05) / 0.05
      if (role !== 'earth') t.ok(contrast >= 4.5, `${role}: ${contrast.toFixed(1)}`)
      t.notMatch(paletteFor('16')[role], /34|30|4\d/)
    }
  },
)
