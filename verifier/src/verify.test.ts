import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { closeLines, linesOf, receiptOf, smallContest, testKey } from '../test/small-contest.ts';
import { verifyBytes, verifyLines } from '../test/verify-lines.ts';
import { toHex } from './bytes.ts';
import { readCheckpoint, readKey } from './notes.ts';
import { judgeCheckpoint } from './witness.ts';

const contest = smallContest();
const lines = linesOf(contest);
const text = `${lines.join('\n')}\n`;
const receipt = receiptOf(contest, 6);
const checkpoint = JSON.parse(lines[2] ?? '').note as string;
const codes = (findings: { code: string }[]) => findings.map(({ code }) => code);

/** Seeded: the same numbers each time. */
function random(seed: number) {
  let state = seed;
  return (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

/** One byte becomes another one that can be printed. */
function change(given: string, at: number, by: number): string {
  const bytes = Buffer.from(given, 'utf8');
  const before = bytes[at] ?? 0;
  bytes[at] = 32 + ((before - 32 + 1 + (by % 94)) % 95);
  if (bytes[at] === before) bytes[at] = before === 97 ? 98 : 97;
  return bytes.toString('utf8');
}

describe('the verifier', () => {
  it('[Z6] a sound bundle holds, packed or not, and says what it was compared with', async () => {
    const anchors = { key: contest.key.text, checkpoints: [checkpoint], receipts: [receipt] };
    const verdict = await verifyBytes(gzipSync(text), anchors);
    expect(verdict.broken).toEqual([]);
    expect(codes(verdict.anchors)).toEqual(['key.given', 'anchor.checkpoint', 'receipt.holds']);
    expect(codes(verdict.holds)).toContain('standing.holds');
    const alone = await verifyLines(lines);
    expect(alone.verdict).toBe('holds');
    expect(codes(alone.unknown)).toContain('anchor.none');
    const printed = await verifyLines(lines, { checkpoints: [alone.short ?? ''] });
    expect(codes(printed.anchors)).toEqual(['anchor.checkpoint']);
  });

  it('[Z7] 1,000 seeded changes of one byte in bundle, receipt and checkpoint are all found', async () => {
    const next = random(2026);
    const missed: string[] = [];
    for (let no = 0; no < 1_000; no++) {
      const kind = ['bundle', 'receipt', 'checkpoint'][no % 10 < 4 ? 0 : no % 10 < 7 ? 1 : 2]!;
      const given = kind === 'bundle' ? text : kind === 'receipt' ? receipt : checkpoint;
      const at = next(Buffer.byteLength(given) - 1);
      const changed = change(given, at, next(94));
      const verdict = await (kind === 'bundle'
        ? verifyBytes(Buffer.from(changed))
        : verifyLines(lines, kind === 'receipt' ? { receipts: [changed] } : { checkpoints: [changed] }));
      const isFound =
        kind === 'bundle' ? verdict.verdict !== 'holds' : verdict.broken.length > 0 && verdict.anchors.length === 0;
      if (!isFound) missed.push(`${kind} ${at}: ${changed.slice(Math.max(0, at - 20), at + 20)}`);
    }
    expect(missed).toEqual([]);
  }, 60_000);

  it('[Z7] 100 split views are all found by a receipt or by the witness', async () => {
    const next = random(7);
    const key = readKey(contest.key.text)!;
    for (let no = 0; no < 100; no++) {
      const forged = smallContest();
      const at = 4 + next(6);
      forged.leaves[at]!.prediction = 1_000 + no; // another guess, and everything made anew and signed by the same key
      const own = linesOf(forged);
      const shown = await verifyLines(own, { receipts: [receiptOf(contest, at)] });
      expect(codes(shown.broken)).toContain('receipt.missing');
      const seen = readCheckpoint(JSON.parse(lines[1] ?? '').note)!;
      const remembered = { origin: seen.origin, key: key.text, size: seen.size, root: toHex(seen.root) };
      const other = readCheckpoint(JSON.parse(own[1] ?? '').note)!;
      expect(judgeCheckpoint(remembered, other, key, [])).toEqual({ ok: false, why: 'fork' });
    }
  });

  it('[Z7] a file that is cut short, swells, has no end or is of somebody else ends with a clear verdict', async () => {
    const packed = gzipSync(text);
    const refusedBy = async (bytes: Uint8Array, bounds = {}) => {
      const usual = { bytesMax: 2 ** 30, lineMax: 2 ** 20, ratioMax: 60 };
      return codes((await verifyBytes(bytes, {}, { ...usual, ...bounds })).broken);
    };
    expect(await refusedBy(packed.subarray(0, packed.length - 40))).toEqual(['file.cut-short']);
    expect(await refusedBy(Buffer.from(lines.slice(0, -1).join('\n')))).toEqual(['file.cut-short']);
    expect(await refusedBy(Buffer.from(`${lines.slice(0, -1).join('\n')}\n`))).toEqual(['file.cut-short']);
    expect(await refusedBy(Buffer.alloc(0))).toEqual(['file.empty']);
    expect(await refusedBy(gzipSync(Buffer.alloc(80 * 2 ** 20, ' \n')), { lineMax: 2 ** 30, ratioMax: 5_000 })).toEqual(
      ['file.not-json'],
    );
    expect(await refusedBy(gzipSync(Buffer.alloc(80 * 2 ** 20, 32)), { lineMax: 2 ** 30 })).toEqual(['file.bomb']);
    expect(await refusedBy(Buffer.from(text), { bytesMax: 1_000 })).toEqual(['file.too-large']);
    expect(await refusedBy(Buffer.from(text), { lineMax: 10 })).toContain('file.line-too-long');
    const other = await verifyLines(lines, { key: testKey(8).text });
    expect(codes(other.broken)).toEqual(['key.other']);
  });

  it('[Z7] a row of any kind that stands twice, and a row of another contest, are found', async () => {
    const body = lines.slice(0, -1);
    const missed: string[] = [];
    for (const [at, line] of body.entries()) {
      if (line.includes('"t":"checkpoint"')) continue; // the same word said twice
      const twice = await verifyLines(closeLines([...body.slice(0, at + 1), ...body.slice(at)]));
      if (twice.verdict === 'holds') missed.push(line.slice(0, 80));
    }
    expect(missed).toEqual([]);
    const other = smallContest();
    other.leaves[6]!.prediction = 999;
    for (const [at, line] of linesOf(other).slice(0, -1).entries()) {
      if (line === body[at] || line.includes('"t":"checkpoint"')) continue;
      const mixed = await verifyLines(closeLines(body.with(at, line)));
      if (mixed.verdict === 'holds') missed.push(line.slice(0, 80));
    }
    expect(missed).toEqual([]);
  });

  it('[Z7] a checkpoint and a receipt of another contest anchor nothing here', async () => {
    const seen = readCheckpoint(JSON.parse(lines[1] ?? '').note)!;
    const root = Buffer.from(seen.root).toString('base64');
    const elsewhere = contest.key.sign(`hoithi/log/00000000-0000-4000-8000-000000000002/1\n${seen.size}\n${root}\n`);
    const checked = await verifyLines(lines, { checkpoints: [elsewhere] });
    expect([codes(checked.broken), checked.anchors]).toEqual([['anchor.other-contest'], []]);
    const own = JSON.parse(receipt) as { origin: string };
    const of = JSON.stringify({ ...own, origin: own.origin.replace('001/1', '002/1') });
    const compared = await verifyLines(lines, { receipts: [of] });
    expect([compared.verdict, compared.anchors]).toEqual(['broken', []]);
  });
});
