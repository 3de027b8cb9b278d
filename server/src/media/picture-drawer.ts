import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { programArgs, programPath } from '../platform/programs.ts';
import type { PictureBounds } from './picture-bounds.ts';
import type { Reencoded } from './reencode-picture.ts';

const msMax = 20_000;
const heapMaxMb = 96;

/**
 * Has pictures drawn anew in a process of its own, one after the other. One that the process dies on, or that takes too long,
 * is refused, and the next begins a new process. SPEC X2.
 */
export class PictureDrawer {
  private readonly bounds: PictureBounds;
  private child: ChildProcessByStdio<Writable, Readable, null> | null = null;
  private output = Buffer.alloc(0);
  private settle: (made: Reencoded) => void = () => undefined;

  constructor(bounds: PictureBounds) {
    this.bounds = bounds;
  }

  draw(sent: Buffer): Promise<Reencoded> {
    return new Promise((resolve) => {
      this.child ??= this.start();
      const { child } = this;
      let isSlow = false;
      const timer = setTimeout(() => {
        isSlow = true;
        child.kill('SIGKILL');
      }, msMax);
      this.settle = (made) => {
        clearTimeout(timer);
        this.settle = () => undefined;
        resolve(isSlow ? { fault: 'too-slow' } : made);
      };
      const length = Buffer.alloc(4);
      length.writeUInt32BE(sent.length);
      child.stdin.write(length);
      child.stdin.write(sent);
    });
  }

  end(): void {
    this.child?.stdin.end();
    this.child = null;
  }

  private start(): ChildProcessByStdio<Writable, Readable, null> {
    const args = [`--max-old-space-size=${heapMaxMb}`, ...programArgs('picture-process'), JSON.stringify(this.bounds)];
    const { PATH, HOME } = process.env;
    const child = spawn(process.execPath, args, {
      cwd: programPath('.'),
      env: { PATH, HOME },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    this.output = Buffer.alloc(0);
    child.stdout.on('data', (part: Buffer) => this.read(part));
    child.stdin.on('error', () => undefined); // it ended before it had read everything; its end says why
    child.once('error', () => child.kill('SIGKILL'));
    child.once('close', () => {
      if (this.child !== child) return;
      this.child = null;
      this.settle({ fault: 'broken' });
    });
    return child;
  }

  /** A line of JSON, and as many bytes as it says. */
  private read(part: Buffer): void {
    this.output = Buffer.concat([this.output, part]);
    const end = this.output.indexOf('\n');
    if (end === -1) return;
    const { length, ...head } = JSON.parse(this.output.subarray(0, end).toString('utf8')) as Reencoded & {
      length: number;
    };
    if (this.output.length < end + 1 + length) return;
    const bytes = this.output.subarray(end + 1, end + 1 + length);
    this.output = Buffer.alloc(0);
    this.settle('fault' in head ? head : { ...head, bytes });
  }
}
