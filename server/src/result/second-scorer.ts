import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { z } from 'zod';
import { programArgs } from '../platform/programs.ts';
import { writeBundle } from '../proof/bundle.ts';
import { bringLogUp } from '../proof/keep-log.ts';
import type { SecondScorer } from './scorer.ts';

const Finding = z.object({ code: z.string(), data: z.record(z.string(), z.unknown()) });
const Verdict = z.object({ broken: z.array(Finding), holds: z.array(Finding) });
const scoreMsMax = 120_000;

/** The verifier, in a process of its own, over the inspector's bundle: it imports nothing of the server. */
export const verifierScorer: SecondScorer = async (app, contest, { name }, version) => {
  const folder = await mkdtemp(join(tmpdir(), 'hoithi-second-'));
  try {
    await bringLogUp(app, contest); // the standing itself is in the log
    const path = join(folder, 'bundle.gz');
    await pipeline(
      Readable.from(writeBundle(app, contest, 'inspector')),
      createGzip({ level: 1 }),
      createWriteStream(path),
    );
    const said = await run([...programArgs('second-scorer'), path, '--json', '--key', app.logKey.verifierKey]);
    const { broken, holds } = Verdict.parse(JSON.parse(said));
    const isOwn = ({ code, data }: z.infer<typeof Finding>) =>
      code.startsWith('standing.') && data.version === version && String(data.id).endsWith(`@${name}`);
    const differences = broken.filter((each) => isOwn(each) || /^(attempt|score)/.test(each.code)).length;
    return differences > 0 || holds.some(isOwn) ? { differences } : null;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** What a program prints, whatever its exit code says. */
const run = (args: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    execFile(process.execPath, [...args], { maxBuffer: 2 ** 26, timeout: scoreMsMax }, (fault, printed, errors) => {
      if (printed === '') reject(new Error(`the second scorer printed nothing: ${errors}`, { cause: fault }));
      else resolve(printed);
    });
  });
