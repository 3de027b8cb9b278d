import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { linesOf, receiptOf, smallContest, testKey } from '../test/small-contest.ts';
import { shortForm } from './short-form.ts';
import { run } from './verify-command.ts';
import { verifyReceipt } from './verify-receipt.ts';

const contest = smallContest();
const receipt = receiptOf(contest, 6);
const newest = JSON.parse(linesOf(contest)[1] ?? '').note as string;
const codes = (findings: { code: string }[]) => findings.map(({ code }) => code);

describe('a receipt by itself', () => {
  it('[Z8] holds, and says that it alone does not show the later log', () => {
    const alone = verifyReceipt(receipt);
    expect(alone.verdict).toBe('holds');
    expect(codes(alone.holds)).toEqual(['receipt.sound', 'receipt.placed']);
    expect(codes(alone.unknown)).toEqual(['receipt.own-key', 'receipt.alone', 'cannot.identity']);
    const { size, root } = alone;
    const compared = verifyReceipt(receipt, {
      key: contest.key.text,
      checkpoints: [newest, shortForm(size, root ?? '')],
    });
    expect(codes(compared.anchors)).toEqual(['key.given', 'anchor.checkpoint', 'anchor.checkpoint']);
    expect(codes(verifyReceipt(receipt, { key: testKey(8).text }).broken)).toEqual(['key.other']);
    const other = `${size}-AAAAAA-AAAAAA-AAAAAA-AAAAAA`;
    expect(codes(verifyReceipt(receipt, { checkpoints: [other] }).broken)).toEqual(['anchor.fork']);
  });

  it('[Z8] a changed byte of it is found, wherever it is', () => {
    const missed: string[] = [];
    for (let at = 0; at < receipt.length; at += 7) {
      const changed = `${receipt.slice(0, at)}${receipt[at] === 'a' ? 'b' : 'a'}${receipt.slice(at + 1)}`;
      if (changed !== receipt && verifyReceipt(changed).verdict === 'holds')
        missed.push(receipt.slice(at - 20, at + 1));
    }
    expect(missed).toEqual([]);
  }, 60_000);

  it('[Z8] without a place it still holds, and says by when it was promised', () => {
    const waiting = verifyReceipt(JSON.stringify({ ...JSON.parse(receipt), place: null }));
    expect(waiting.verdict).toBe('holds');
    expect(codes(waiting.unknown)).toContain('receipt.waiting');
    expect(verifyReceipt('{"format":"hoithi receipt v1"}').verdict).toBe('unreadable');
  });

  it('[Z8] the command takes the file that the phone saved', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hoithi-receipt-'));
    const path = join(folder, 'receipt.json');
    let printed = '';
    const out = { write: (text: string) => (printed += text) };
    writeFileSync(path, receipt);
    expect(await run([path], out)).toBe(0);
    writeFileSync(path, receipt.replace('"prediction\\":', '"prediction\\": '));
    expect(await run([path], out)).toBe(1);
    expect(printed).toContain('Biên nhận không khớp với chính lời hứa của nó.');
    rmSync(folder, { recursive: true });
  });
});
