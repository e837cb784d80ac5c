import type { HelpTopic } from '#systems/commands/helpTopics.ts'

/** Help on finding one's way, and on what is to be found. */
export const SURROUNDINGS_TOPICS: readonly HelpTopic[] = [
  {
    title: 'maps',
    words: ['navigation', 'travel', 'travelling', 'cartography'],
    help: 'Finding your way: maps, landmarks, walking far.',
    text: `"map" draws the rooms around you, with you in the middle and north at the top. \
"automap" draws a small one with each room you come to. If you have the game read to you, "map" \
tells what lies which way instead.

Some places are landmarks: the well, the station, the old tree. Once you have been to one, \
"places" lists it, "path" tells the way there from wherever you are, and "walk" takes you there \
by itself. Rooms of the area you are in can be named, too.

"scan" tells who is in the rooms next to yours, "where" who is in this area, and "areas" what \
other areas there are, for whom, and which way they lie.`,
    seeAlso: ['map', 'automap', 'places', 'path', 'walk', 'scan', 'where', 'areas'],
  },
  {
    title: 'outdoors',
    words: ['day', 'night', 'sun', 'rain', 'hours', 'clock'],
    help: 'Day and night, and the weather.',
    text: `A day of this world lasts 24 minutes. Dawn breaks at five, the sun is up from seven, \
dusk falls at seven in the evening, and night at nine. "time" tells the hour.

Outdoors you see day and night pass, and the weather turn; "weather" tells how it is. Even by \
night one sees enough there to walk by. Some people keep to their hours: a shop that is shut will \
open in the morning.`,
    seeAlso: ['time', 'weather', 'light'],
  },
  {
    title: 'secrets',
    words: ['secret', 'hidden', 'searching'],
    help: 'Ways that are not to be seen at first.',
    text: `Not every way out is on the list. Where a place makes you wonder (a draught from \
nowhere, a wall that sounds hollow, a shelf that has been moved often), look closely at what it \
speaks of, and "search".

A search takes a moment and may fail; try again before you give a place up. What one finds, all \
who are there see and may walk through. Later it is hidden again, when nobody is by.`,
    seeAlso: ['search', 'looking', 'examine'],
  },
]
