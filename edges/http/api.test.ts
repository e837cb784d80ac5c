import t from 'tap'
import { FakeAccounts } from '#edges/session/testing.ts'
import { startHttp } from './server.ts'

const accounts = new FakeAccounts()
accounts.add('Ada', 'lantern')
accounts.add('Mother', 'lantern', 'Kit', 'Kat')
accounts.add('Lone', 'lantern', 'Solo')

const errors: string[] = []
const ticketed: number[] = []
let isDown = false
const http = await startHttp({
  host: '127.0.0.1',
  port: 0,
  ready: async () => {},
  metrics: async () => '',
  api: {
    accounts,
    passes: {
      async ticketFor(uid) {
        if (isDown) throw new Error('connect ECONNREFUSED')
        ticketed.push(uid)
        return `ticket-${uid}`
      },
    },
    trusted: new Set(['127.0.0.1']),
    origins: ['https://play.example'],
    onError: (words) => errors.push(words),
  },
})
t.teardown(() => http.stop())

async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`http://127.0.0.1:${http.port}/api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return {
    status: response.status,
    body: (await response.json()) as Record<string, unknown>,
    headers: response.headers,
  }
}

t.test('name and password get a ticket, for the character that is meant', async (t) => {
  const ada = await post('tickets', { name: 'ada', password: 'lantern' })
  t.equal(ada.status, 200)
  t.match(ada.body, { ticket: /^ticket-/, expiresInSeconds: 60, character: { name: 'Ada' } })
  t.equal(ada.headers.get('cache-control'), 'no-store')
  const kat = await post('tickets', { name: 'mother', password: 'lantern', character: 'KAT' })
  t.match(kat.body, { character: { name: 'Kat' } })
  const named = await post('tickets', { name: 'kit', password: 'lantern' })
  t.match(named.body, { character: { name: 'Kit' } })
  const only = await post('tickets', { name: 'lone', password: 'lantern' })
  t.match(only.body, { character: { name: 'Solo' } })
  t.equal(ticketed.length, 4)
})

t.test('who has several characters says which', async (t) => {
  for (const character of [undefined, 'Ada']) {
    const wish = { name: 'mother', password: 'lantern', character }
    const { status, body } = await post('tickets', wish)
    t.equal(status, 409)
    t.match(body, { error: 'character', characters: [{ name: 'Kit' }, { name: 'Kat' }] })
  }
})

t.test('refusals have a status, a code and a sentence', async (t) => {
  const wrong = await post('tickets', { name: 'ada', password: 'wrong' })
  t.equal(wrong.status, 401)
  t.match(wrong.body, { error: 'credentials', words: 'Name and password do not match.' })
  const taken = await post('accounts', { name: 'Ada', password: 'lantern' })
  t.match([taken.status, taken.body['error']], [409, 'name-taken'])
  const weak = await post('accounts', { name: 'Bea', password: 'x' })
  t.match([weak.status, weak.body['error']], [422, 'password-weak'])
})

t.test('accounts and characters are made and listed', async (t) => {
  const made = await post('accounts', { name: 'Cal', password: 'lantern' })
  t.match([made.status, made.body], [201, { account: 'Cal', characters: [{ name: 'Cal' }] }])
  const more = await post('characters', { name: 'cal', password: 'lantern', create: 'Dee' })
  t.equal(more.status, 201)
  const list = await post('characters', { name: 'cal', password: 'lantern' })
  t.match([list.status, list.body['characters']], [200, [{ name: 'Cal' }, { name: 'Dee' }]])
  const ada = await post('characters', { name: 'cal', password: 'lantern', create: 'Ada' })
  t.equal(ada.status, 409)
})

t.test('what is not asked for as it should is refused in words', async (t) => {
  for (const body of ['', '{', '[]', '{"name":1,"password":"x"}', { name: 'ada' }]) {
    const { status, body: said } = await post('tickets', body)
    t.equal(status, 400)
    t.match(said, { error: 'body', words: /JSON object/ })
  }
  const form = await post('tickets', 'name=ada', { 'content-type': 'text/plain' })
  t.equal(form.status, 415)
  const long = await post('tickets', { name: 'ada', password: 'x'.repeat(70_000) })
  t.match([long.status, long.body], [413, { error: 'too-long', words: /65,536/ }])
  t.equal((await post('nothing', {})).status, 404)
})

t.test('pages from elsewhere may not ask, those that are named may', async (t) => {
  const wish = { name: 'ada', password: 'lantern' }
  const evil = await post('tickets', wish, { origin: 'https://evil.example' })
  t.equal(evil.status, 403)
  t.equal(evil.headers.get('access-control-allow-origin'), null)
  const ours = await post('tickets', wish, { origin: 'https://play.example' })
  t.equal(ours.status, 200)
  t.equal(ours.headers.get('access-control-allow-origin'), 'https://play.example')
  const asked = await fetch(`http://127.0.0.1:${http.port}/api/tickets`, {
    method: 'OPTIONS',
    headers: { origin: 'https://play.example' },
  })
  t.equal(asked.status, 204)
  t.equal(asked.headers.get('access-control-allow-headers'), 'content-type')
})

t.test('a fault is told without what it was', async (t) => {
  isDown = true
  const { status, body } = await post('tickets', { name: 'ada', password: 'lantern' })
  isDown = false
  t.equal(status, 503)
  t.match(body, { error: 'unavailable' })
  t.same(errors, ['A request to the API failed: Error'])
})
