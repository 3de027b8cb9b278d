import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';
import { readCpuMs } from '../measure/process-figures.ts';
import type { Leaving } from '../stage/on-exit.ts';
import { type FanOut, gatherArrivals } from './fan-out.ts';

const program = fileURLToPath(new URL('./bare-broadcast.mjs', import.meta.url));
const atOnce = 64;

export type BareFanOut = {
  /** From the first connection to the last, of each broadcast. */
  spreads: FanOut[];
  /** A WebSocket's handshake and nothing behind it. */
  connecting: { seconds: number; cpuMs: number };
};

/** The same bytes to the same number of connections by a bare loop of ready frames, in the same run on the same machine. */
export async function measureBareFanOut(
  receivers: number,
  text: string,
  times: number,
  leaving: Leaving,
): Promise<BareFanOut> {
  const child = spawn(process.execPath, ['--max-semi-space-size=32', program], { stdio: ['pipe', 'pipe', 'inherit'] });
  leaving.undo(() => void child.kill('SIGKILL'));
  const output = createInterface({ input: child.stdout });
  const [port] = (await once(output, 'line')) as [string];
  const pid = child.pid ?? 0;
  const sockets: WebSocket[] = [];
  const arrivals = gatherArrivals();
  async function connect(): Promise<void> {
    while (sockets.length < receivers) {
      const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false, skipUTF8Validation: true });
      sockets.push(socket);
      await once(socket, 'open');
      socket.on('message', (data: Buffer) => {
        arrivals.note();
        data.toString(); // as the lean phone reads it
      });
    }
  }
  const [beganMs, cpuBeforeMs] = [performance.now(), readCpuMs(pid)];
  await Promise.all(Array.from({ length: atOnce }, connect));
  const connecting = { seconds: (performance.now() - beganMs) / 1000, cpuMs: readCpuMs(pid) - cpuBeforeMs };
  await pause(1_000);
  const spreads: FanOut[] = [];
  for (let time = 0; time <= times; time++) {
    const all = arrivals.expect(receivers);
    child.stdin.write(`${text}\n`);
    const spread = await all;
    if (time > 0) spreads.push(spread); // the first one warms the code up
    await pause(500);
  }
  for (const socket of sockets) socket.terminate();
  child.kill('SIGTERM');
  await once(child, 'exit');
  return { spreads, connecting };
}
