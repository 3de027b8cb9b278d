import { randomUUID, verify } from 'node:crypto';
import { checkConsistency, checkInclusion, merkleRoot } from '@hoithi/shared/rules/merkle';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../test/fresh-database.ts';
import { appendLeaf, appendLeaves } from './entries-sql.ts';
import { hashLeafText } from './leaf-hash.ts';
import type { Leaf } from './leaves.ts';
import { makeLogKey } from './log-key.ts';
import { proveGrowth, proveLeaf } from './log-proofs.ts';
import { shortForm } from './notes.ts';
import { insertLog, readCheckpoint, readHashes, readLog } from './places-sql.ts';
import { fromHex, Sequencer } from './sequencer.ts';

const quiet = { warn: () => undefined, error: (about: object) => expect.fail(JSON.stringify(about)) };
const leaf = (no: number): Leaf => ({ v: 1, kind: 'audit', at: 1, seq: no, hash: 'ab' });

describe('the log', () => {
  let fresh: FreshDatabase;
  const logKey = makeLogKey();
  const contestId = randomUUID();
  beforeAll(async () => {
    fresh = await freshDatabase();
    await fresh.db.query('alter table contest_logs drop constraint contest_logs_contest_id_fkey');
    await insertLog(fresh.db, contestId, 1, `hoithi/log/${contestId}/1`, 1);
  });
  afterAll(() => fresh.close());

  const openSequencer = () => new Sequencer({ db: fresh.db, clock: { nowMs: () => 5 }, logKey, log: quiet });

  it('[Z1] [Z3] leaves get places without a gap, and every two checkpoints and every leaf have their proof', async () => {
    const one = openSequencer();
    const other = openSequencer();
    const sizes: number[] = [];
    for (const count of [1, 2, 254, 1, 300, 77, 600]) {
      const first = sizes.at(-1) ?? 0;
      const leaves = Array.from({ length: count }, (_, at) => ({ contestId, leaf: leaf(first + at) }));
      await fresh.db.transaction((tx) => appendLeaves(tx, leaves));
      await Promise.all([one.runNow(), other.runNow()]); // two processes
      sizes.push(first + count);
    }
    one.stop();
    other.stop();
    const log = (await readLog(fresh.db, contestId))!;
    const size = sizes.at(-1)!;
    const hashes = (await readHashes(fresh.db, log, 0, 0, size)).map(fromHex);
    expect(hashes).toHaveLength(size);
    const root = merkleRoot(hashes);
    for (const old of sizes) {
      const checkpoint = (await readCheckpoint(fresh.db, log, old))!;
      expect(checkpoint.size).toBe(old);
      expect(checkpoint.root).toBe(Buffer.from(merkleRoot(hashes.slice(0, old))).toString('hex'));
      const proof = await proveGrowth(fresh.db, log, old, size);
      expect(checkConsistency(old, fromHex(checkpoint.root), size, root, proof)).toBe(true);
    }
    for (const place of [0, 1, 255, 256, 511, 700, size - 1]) {
      const proof = await proveLeaf(fresh.db, log, place, size);
      expect(checkInclusion(hashes[place]!, place, size, proof, root)).toBe(true);
    }
  });

  it('[Z3] a checkpoint is a signed note that anybody verifies with the published key', async () => {
    const log = (await readLog(fresh.db, contestId))!;
    const { note, size, root } = (await readCheckpoint(fresh.db, log))!;
    const [text = '', line = ''] = note.split('\n\n');
    expect(text.split('\n').slice(0, 2)).toEqual([log.origin, String(size)]);
    const [, , signature = ''] = line.trim().split(' ');
    const [, hash = '', key = ''] = logKey.verifierKey.match(/^hoithi-log\+([0-9a-f]{8})\+(.+)$/) ?? [];
    const raw = Buffer.from(signature, 'base64');
    expect(raw.subarray(0, 4).toString('hex')).toBe(hash);
    const spki = Buffer.concat([
      Buffer.from('302a300506032b6570032100', 'hex'),
      Buffer.from(key, 'base64').subarray(1),
    ]);
    const publicKey = { key: spki, format: 'der', type: 'spki' } as const;
    expect(verify(null, Buffer.from(`${text}\n`), publicKey, raw.subarray(4))).toBe(true);
    expect(verify(null, Buffer.from(`${text}x\n`), publicKey, raw.subarray(4))).toBe(false);
    expect(shortForm(size, root)).toMatch(/^\d+(-[A-Z2-9]{6}){4}$/);
  });

  it('[Z1] what has a leaf already keeps it', async () => {
    const hash = await appendLeaf(fresh.db, contestId, { ...leaf(0), at: 99 } as Leaf);
    expect(hash).toBe(hashLeafText('{"at":1,"hash":"ab","kind":"audit","seq":0,"v":1}'));
  });
});
