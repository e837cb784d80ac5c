/**
 * Says back what it hears, as bytes: what Node's sockets alone can do. Runs as a process of its
 * own.
 */
import { type AddressInfo, createServer } from 'node:net'

const server = createServer({ noDelay: true }, (socket) => {
  socket.on('error', () => socket.destroy())
  socket.on('data', (bytes) => socket.write(bytes))
})
server.listen({ host: '127.0.0.1', port: 0, backlog: 1_024 }, () => {
  const { address, port } = server.address() as AddressInfo
  process.stdout.write(`telnet ${address} ${port}\n\n`)
})
