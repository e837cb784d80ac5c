/** The texts that whoever runs the world writes for its players. */
export const TEXT_NAMES = ['motd', 'news', 'rules', 'credits'] as const

export type TextName = (typeof TEXT_NAMES)[number]

/** One of them as it is now. */
export interface PostedText {
  /** Paragraphs and line ends as written; `''`: there is nothing to be said. */
  text: string
  /** Another one for another text; `''` for an empty one. */
  mark: string
}

export interface Texts {
  read(name: TextName): PostedText
}

export function isTextName(name: unknown): name is TextName {
  return TEXT_NAMES.some((each) => each === name)
}
