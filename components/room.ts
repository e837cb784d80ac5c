import { defineComponent, i32, text, u8, u32 } from './define.ts'

/** A place to stand in. */
export const Room = defineComponent('room', {
  columns: {
    number: u32(), // for clients' maps: positive, 31 bits, stable
    area: text(), // the area's name, for people
    environment: text(), // terrain: 'city', 'cave', …
    x: i32(), // east, in rooms
    y: i32(), // north, in rooms
    z: i32(), // up, in rooms
    dark: u8(), // 1: without a light nobody sees here
    outdoors: u8(), // 1: under the sky
    peaceful: u8(), // 1: nobody fights here
    landmark: text(), // a name that one can walk to; '': none
    description: text(),
  },
  visibleTo: 'room',
  durability: 'none',
})
