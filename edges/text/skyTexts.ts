/** What the sky looks like, in words. Texts are by the part of the day, then by the weather. */

type ByWeather = Readonly<Record<string, string>>

/** The line that a room under the sky shows. */
const OVERHEAD: Readonly<Record<string, ByWeather>> = {
  dawn: {
    clear: 'The east is pale gold, and the last stars are going out.',
    cloudy: 'Dawn comes as a grey smear behind the clouds.',
    drizzle: 'A thin dawn filters down through drizzle.',
    rain: 'The morning arrives late and wet.',
    storm: 'Lightning does the work of a sunrise that has not come.',
  },
  day: {
    clear: 'The sky is high and blue.',
    cloudy: 'Clouds go over in no hurry.',
    drizzle: 'Drizzle hangs in the air, too light to fall.',
    rain: 'It is raining, steadily.',
    storm: 'Rain comes sideways, and thunder walks about overhead.',
  },
  dusk: {
    clear: 'The light is going, long and copper-coloured.',
    cloudy: 'Under the clouds the evening has come early.',
    drizzle: 'Dusk and drizzle blur whatever is more than a few steps off.',
    rain: 'The evening drips.',
    storm: 'The dusk is torn open by lightning, and closes again.',
  },
  night: {
    clear: 'The night is full of stars.',
    cloudy: 'The moon shows now and then, as through a dirty pane.',
    drizzle: 'Something finer than rain is falling out of the dark.',
    rain: 'Rain falls in the dark.',
    storm: 'Each flash shows the night for a moment, in black and white.',
  },
}

/** What is told when a part of the day begins: several, so that days differ. */
const DAYTIME_BEGINS: Readonly<Record<string, readonly string[]>> = {
  dawn: [
    'A line of light is drawn along the east.',
    'The dark grows thin. Somewhere a first bird tries a note, and waits for an answer.',
    'Things get back their edges: it is dawn.',
  ],
  day: [
    'It is day. Shutters bang open in the distance.',
    'The sun must be up: there are shadows again.',
    'The last of the dawn goes out of the sky, and ordinary daylight takes over.',
  ],
  dusk: [
    'The day leans westward. The shadows are longer than what casts them.',
    'The light turns the colour of weak tea.',
    'Bats begin where the swallows have left off. It is dusk.',
  ],
  night: [
    'Night has come, without anyone seeing it arrive.',
    'Here and there a window lights up. It is night.',
    'The last colour goes out of the world until morning.',
  ],
}

/** What is told when the weather turns to this. */
const WEATHER_COMES: Readonly<Record<string, readonly string[]>> = {
  clear: [
    'The clouds draw apart, and there is nothing behind them but sky.',
    'The sky has cleared while nobody looked.',
    'The last cloud goes off over the hills.',
  ],
  cloudy: [
    'Clouds have the sky to themselves.',
    'The air is dry, but the sky has pulled up a grey blanket.',
    'Cloud upon cloud goes over, all of them bound elsewhere.',
  ],
  drizzle: [
    'A drizzle hangs in the air. One gets wet without seeing by what.',
    'Fine drops gather on every edge.',
    'The air has become a very small rain.',
  ],
  rain: [
    'It rains as if it had been told to.',
    'Rain, steady and straight, finds every gutter.',
    'The rain settles down to a long day of work.',
  ],
  storm: [
    'Thunder rolls from one end of the sky to the other.',
    'The wind throws the rain about by the bucket.',
    'A flash, and before you can count to three the crack of it: the storm is here.',
  ],
}

/** One line for what is overhead; `''` of a sky that nobody has told us of. */
export function overheadText(daytime: string, weather: string): string {
  return OVERHEAD[daytime]?.[weather] ?? ''
}

/** @param variant  which of the sentences: any whole number */
export function daytimeText(daytime: string, variant: number): string {
  return oneAmong(DAYTIME_BEGINS[daytime], variant)
}

/** @param variant  which of the sentences: any whole number */
export function weatherText(weather: string, variant: number): string {
  return oneAmong(WEATHER_COMES[weather], variant)
}

function oneAmong(texts: readonly string[] = [], variant: number): string {
  return texts[Math.abs(Math.trunc(variant)) % texts.length] ?? ''
}
