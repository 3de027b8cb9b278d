// One hostile connection in a thread of its own: it writes ready frames as fast as the system takes them, reads what comes
// back, and connects again when it is cut; each time it says that it begins. After the message 'stop' it reports how much it sent and how often it was cut.
import { parentPort, workerData } from 'node:worker_threads';
import { Sender, WebSocket } from 'ws';

const { url, cookie, namespace, what } = workerData;
const perWrite = 200;
const againAfterMs = 50;

const masked = (text, opcode) =>
  Buffer.concat(Sender.frame(Buffer.from(text), { fin: true, opcode, mask: true, rsv1: false, readOnly: false }));
const text = 1;
const ping = 9;
const frameOf = {
  commands: () => masked(`42${namespace},7["answer:submit",{"answerId":"none"}]`, text),
  pings: () => masked('', ping),
};
const ready = Buffer.concat(Array.from({ length: perWrite }, frameOf[what])); // made once: the flood is to take little itself

const counted = { sent: 0, cut: 0 };
let over = false;
let socket = null;

function pour(wire) {
  if (over || wire.destroyed) return;
  counted.sent += perWrite;
  if (wire.write(ready)) setImmediate(pour, wire);
  else wire.once('drain', () => pour(wire));
}

function connect() {
  if (over) return;
  socket = new WebSocket(`${url.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket`, {
    headers: cookie === null ? {} : { cookie },
    perMessageDeflate: false,
  });
  socket.on('message', (/** @type {Buffer} */ data) => {
    const said = data.toString();
    if (said.startsWith('0')) socket.send(namespace === '/' ? '40' : `40${namespace},`);
    else if (said.startsWith('40')) {
      parentPort.postMessage('pouring');
      pour(socket._socket);
    }
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    counted.cut += 1;
    setTimeout(connect, againAfterMs);
  });
}

parentPort.on('message', () => {
  over = true;
  socket?.terminate();
  parentPort.postMessage(counted);
  parentPort.close();
});
connect();
