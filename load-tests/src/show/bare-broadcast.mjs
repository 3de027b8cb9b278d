// The baseline of the fan-out: a bare WebSocket server that writes one ready frame to every connection, in a process of its own.
// It prints its port on the first line of its output; each line it reads is the text of one broadcast, then it prints a line.
import { createInterface } from 'node:readline';
import { Sender, WebSocketServer } from 'ws';

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
server.on('listening', () => process.stdout.write(`${server.address().port}\n`));
createInterface({ input: process.stdin }).on('line', (text) => {
  const frame = Buffer.concat(Sender.frame(Buffer.from(text), { fin: true, opcode: 1, mask: false, rsv1: false }));
  for (const client of server.clients) client._sender.sendFrame([frame]);
  process.stdout.write('sent\n');
});
