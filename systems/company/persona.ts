import { hasComponent } from 'bitecs'
import { touch } from '#components/define.ts'
import { attach, type Entity } from '#components/entities.ts'
import { Persona } from '#components/persona.ts'
import { contentsOf, roomOf } from '#systems/containment.ts'
import { isPlayer, nameOf, theNameOf } from '#systems/names.ts'
import type { Zone } from '#systems/zone.ts'

type TextOfPersona = 'title' | 'description' | 'away' | 'ignored'

/** A text of `being`'s persona; '' if it has none. */
export function personaText(zone: Zone, being: Entity, column: TextOfPersona): string {
  return hasComponent(zone.world, being, Persona) ? Persona[column][being]! : ''
}

/** Writes `Persona`. */
export function setPersonaText(
  zone: Zone,
  player: Entity,
  column: TextOfPersona,
  value: string,
): void {
  if (!hasComponent(zone.world, player, Persona)) attach(zone.world, player, Persona)
  Persona[column][player] = value
  touch(Persona, player)
}

export function isUndisturbed(zone: Zone, being: Entity): boolean {
  return hasComponent(zone.world, being, Persona) && Persona.undisturbed[being] === 1
}

/** Writes `Persona`. */
export function setUndisturbed(zone: Zone, player: Entity, on: boolean): void {
  if (!hasComponent(zone.world, player, Persona)) attach(zone.world, player, Persona)
  Persona.undisturbed[player] = Number(on)
  touch(Persona, player)
}

/** Names in lower case that `player` does not want to hear from. */
export function ignoredBy(zone: Zone, player: Entity): string[] {
  return personaText(zone, player, 'ignored')
    .split(' ')
    .filter((name) => name !== '')
}

/** Whether `player` ignores `other`; creatures neither ignore nor are ignored. */
export function isIgnoring(zone: Zone, player: Entity, other: Entity): boolean {
  if (personaText(zone, player, 'ignored') === '' || !isPlayer(zone, other)) return false
  return ignoredBy(zone, player).includes(nameOf(zone, other).toLowerCase())
}

/** Who ignores `actor` in its room. */
export function ignorersHere(zone: Zone, actor: Entity): Entity[] {
  return contentsOf(roomOf(zone, actor)).filter((each) => isIgnoring(zone, each, actor))
}

/** Why `actor` and `target` have nothing to do with each other, in words; undefined if they may. */
export function rift(zone: Zone, actor: Entity, target: Entity): string | undefined {
  const name = theNameOf(zone, target)
  if (isIgnoring(zone, actor, target)) {
    return `You ignore ${name}. "unignore ${name.toLowerCase()}" changes that.`
  }
  if (isIgnoring(zone, target, actor)) return `${name} does not wish to hear from you.`
  return undefined
}

/** Why `actor`'s words do not reach `target`; undefined if they do. */
export function deafness(zone: Zone, actor: Entity, target: Entity): string | undefined {
  const apart = rift(zone, actor, target)
  if (apart !== undefined || !isUndisturbed(zone, target)) return apart
  return `${theNameOf(zone, target)} does not wish to be disturbed now.`
}

/** What there is to tell of `player` beside its name; empty if there is nothing. */
export function introduction(zone: Zone, player: Entity): { title?: string; away?: string } {
  const title = personaText(zone, player, 'title')
  const away = personaText(zone, player, 'away')
  return { ...(title === '' ? {} : { title }), ...(away === '' ? {} : { away }) }
}
