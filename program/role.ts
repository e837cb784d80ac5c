import { parseArgs } from 'node:util'
import { runLongWork } from './longWork.ts'
import { RoleStore } from './roleStore.ts'
import { StartError } from './startError.ts'
import { withDatabase } from './withDatabase.ts'

const ROLES = ['player', 'builder', 'admin']

const USAGE = `Usage: npm run role [-- NAME [ROLE]]

What accounts may do beside playing. The program may run meanwhile; it holds from the next thing
that somebody does.
  (nothing)   lists those who are more than players
  NAME        tells the role of the account of that name, or of that character
  NAME ROLE   makes it player, builder or admin

Builders keep order on channels and boards; admins make both, too, and say who may use them.
DATABASE_URL names the server; without it the private database in LOAM_DATA_DIR (./data) is used.`

/**
 * Does what `npm run role` is asked for.
 *
 * @param environment  the settings
 * @returns            the lines to be printed
 * @throws an error with a code and one plain sentence, if that cannot be done
 */
export async function roleCommand(
  args: string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string[]> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h' } },
  })
  if (values.help) return [USAGE]
  const [name, role, more] = positionals
  if (more !== undefined) throw roleError(`one name and one role are enough, without "${more}"`)
  if (role !== undefined && !ROLES.includes(role)) {
    throw roleError(`"${role}" is no role: it must be ${ROLES.join(', ')}`)
  }
  return withDatabase(environment, async ({ db }) => {
    const store = new RoleStore(db)
    if (!(await store.isThere())) {
      throw roleError('this database knows none yet; "npm start" makes it ready for them')
    }
    if (name === undefined) return list(store)
    return [await (role === undefined ? tell(store, name) : give(store, name, role))]
  })
}

async function list(store: RoleStore): Promise<string[]> {
  const staff = await store.list()
  if (staff.length === 0) return ['Nobody is more than a player.']
  return staff.map(({ name, role, characters }) => `${role.padEnd(8)} ${name} (${characters})`)
}

async function tell(store: RoleStore, name: string): Promise<string> {
  const found = await store.find(name)
  if (!found) throw unknown(name)
  return `The account ${found.name} has the role ${found.role}.`
}

async function give(store: RoleStore, name: string, role: string): Promise<string> {
  const found = await store.find(name)
  if (!found) throw unknown(name)
  await store.give(found.id, role)
  return `The account ${found.name} has the role ${role} now; before, it was ${found.role}.`
}

function unknown(name: string): StartError {
  return roleError(`no account and no character is called "${name}"`)
}

function roleError(reason: string): StartError {
  return new StartError('ROLE', `Cannot do that with roles: ${reason}`)
}

if (import.meta.main) {
  await runLongWork(() => roleCommand(process.argv.slice(2), process.env))
}
