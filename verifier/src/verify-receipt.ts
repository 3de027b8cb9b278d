import type { Anchors } from './anchors.ts';
import { equalBytes, toHex } from './bytes.ts';
import { isSignedBy, readCheckpoint, readKey, type VerifierKey } from './notes.ts';
import { faultOfReceipt, type Receipt, readReceipt, untilMs } from './receipts.ts';
import { shortForm } from './short-form.ts';
import { Findings, type Verdict } from './verdict.ts';

/**
 * Verifies a receipt by itself, without a bundle: what it says is what was promised, the promise is signed, and its place is
 * proved against a signed checkpoint. Whether the log of today still has it, only a bundle or a checkpoint shows.
 */
export function verifyReceipt(text: string, anchors: Anchors = {}): Verdict {
  const began = Date.now();
  const findings = new Findings();
  const receipt = readReceipt(text);
  const key = receipt && readKey(receipt.key);
  if (!receipt || !key) findings.add('broken', receipt ? 'key.invalid' : 'anchor.form');
  else check(receipt, key, anchors, findings);
  const checkpoint = receipt?.place ? readCheckpoint(String(receipt.place.checkpoint)) : null;
  const root = checkpoint && toHex(checkpoint.root);
  return {
    verdict: !receipt ? 'unreadable' : findings.broken.length === 0 ? 'holds' : 'broken',
    ...{ contest: receipt?.promised.contest ?? null, slug: null, kind: receipt && 'receipt' },
    ...{ size: checkpoint?.size ?? 0, root, short: checkpoint && root && shortForm(checkpoint.size, root) },
    ...{ anchors: findings.anchors, broken: findings.broken, holds: findings.holds, unknown: findings.unknown },
    figures: { leaves: receipt ? 1 : 0, attempts: receipt ? 1 : 0, standings: 0, milliseconds: Date.now() - began },
  };
}

/** Such as 2026-03-07 17:00:00 UTC; whatever is no instant stays a number. */
const clockText = (ms: number): string =>
  ms < 8.64e15 ? `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} UTC` : String(ms);

function check(receipt: Receipt, key: VerifierKey, anchors: Anchors, findings: Findings) {
  const { attempt, place, promised } = receipt;
  const fault = faultOfReceipt(receipt, [key]);
  if (fault) return findings.add('broken', fault);
  findings.add('holds', 'receipt.sound', { attempt, at: clockText(promised.at) });
  if (place) findings.add('holds', 'receipt.placed', { place: place.index, size: place.size });
  else findings.add('unknown', 'receipt.waiting', { until: clockText(untilMs(promised)) });
  if (anchors.key === undefined) findings.add('unknown', 'receipt.own-key');
  else if (readKey(anchors.key)?.text === key.text) findings.add('anchors', 'key.given');
  else findings.add('broken', readKey(anchors.key) ? 'key.other' : 'key.invalid');
  for (const text of anchors.checkpoints ?? []) compareCheckpoint(receipt, text, key, findings);
  findings.add('unknown', 'receipt.alone');
  findings.add('unknown', 'cannot.identity');
}

/** Two checkpoints of one size have one root; of other sizes they can be compared by a bundle alone. */
function compareCheckpoint({ place, origin }: Receipt, text: string, key: VerifierKey, findings: Findings) {
  const own = place && readCheckpoint(place.checkpoint);
  const printed = /^(\d{1,15})(-[A-Z2-9]{6}){4}$/.exec(text.trim());
  const given = printed ? null : readCheckpoint(text.endsWith('\n') ? text : `${text}\n`);
  if (!printed && !given) return findings.add('broken', 'anchor.form');
  const size = given?.size ?? Number(printed?.[1]);
  if (given && given.origin !== origin) return findings.add('broken', 'anchor.other-contest');
  if (given && !isSignedBy(given.note, key)) return findings.add('broken', 'checkpoint.signature', { size });
  if (own?.size !== size) return findings.add('unknown', 'anchor.other-size', { size });
  const agrees = given ? equalBytes(given.root, own.root) : shortForm(size, toHex(own.root)) === text.trim();
  findings.add(agrees ? 'anchors' : 'broken', agrees ? 'anchor.checkpoint' : 'anchor.fork', { size });
}
