/** The rules that this world plays by: to play by others, name theirs here. */
export { WAYMARK as RULES } from './waymark/waymark.ts'
