import type { Reading } from './bundle/reading.ts';
import { equalBytes, toHex } from './bytes.ts';
import { decidedOn } from './decided.ts';
import { type Checkpoint, isSignedBy, readCheckpoint, readKey, type VerifierKey } from './notes.ts';
import { faultOfReceipt, readReceipt, untilMs } from './receipts.ts';
import { shortForm } from './short-form.ts';
import type { Findings } from './verdict.ts';

/** What whoever verifies has from elsewhere: the printed key, older checkpoints (whole, or as printed), receipts, witnesses' keys. */
export type Anchors = {
  key?: string;
  checkpoints?: readonly string[];
  receipts?: readonly string[];
  witnesses?: readonly string[];
};
export function checkAnchors(reading: Reading, anchors: Anchors, findings: Findings) {
  const keys = checkKeys(reading, anchors, findings);
  checkOwnCheckpoints(reading, keys, findings);
  for (const text of anchors.checkpoints ?? []) checkCheckpoint(reading, text, keys, findings);
  for (const text of anchors.receipts ?? []) checkReceipt(reading, text, keys, findings);
  for (const text of anchors.witnesses ?? []) checkWitness(reading, text, findings);
  if (findings.anchors.length === 0) findings.add('unknown', 'anchor.none');
}

/** The keys that have signed, first to last; each new one has to be signed by the one before. */
function checkKeys(reading: Reading, { key }: Anchors, findings: Findings): VerifierKey[] {
  const keys: VerifierKey[] = [];
  const first = readKey(reading.key ?? '');
  if (!first) findings.add('broken', 'key.invalid');
  else keys.push(first);
  for (const { key: next, signature } of reading.rotations) {
    const read = readKey(next);
    const before = keys.at(-1);
    if (!read || !before) {
      findings.add('broken', 'key.invalid');
      continue;
    }
    const note = signature === null ? null : `hoithi key v1\n${next}\n\n${signature}\n`;
    const isSigned = note !== null && isNoteSigned(note, before);
    findings.add(isSigned ? 'holds' : 'unknown', isSigned ? 'key.rotated' : 'key.break');
    keys.push(read);
  }
  if (key !== undefined) {
    const given = readKey(key);
    if (!given) findings.add('broken', 'key.invalid');
    else if (keys.some((each) => each.text === given.text)) findings.add('anchors', 'key.given');
    else findings.add('broken', 'key.other');
  }
  return keys;
}

function isNoteSigned(text: string, key: VerifierKey): boolean {
  const cut = text.lastIndexOf('\n\n');
  const found = /^— (\S+) (\S+)\n$/.exec(text.slice(cut + 2));
  if (!found) return false;
  const bytes = Uint8Array.from(atob(found[2] ?? ''), (each) => each.charCodeAt(0));
  return isSignedBy({ text: text.slice(0, cut + 1), signatures: [{ name: found[1] ?? '', bytes, line: '' }] }, key);
}

function checkOwnCheckpoints(reading: Reading, keys: readonly VerifierKey[], findings: Findings) {
  let good = 0;
  let isWhole = false;
  for (const text of reading.checkpoints) {
    const checkpoint = readCheckpoint(text);
    if (!checkpoint || checkpoint.origin !== reading.header?.origin || checkpoint.size > reading.header.size) {
      findings.add('broken', 'checkpoint.form');
      continue;
    }
    const { size } = checkpoint;
    if (!keys.some((key) => isSignedBy(checkpoint.note, key))) findings.add('broken', 'checkpoint.signature', { size });
    else if (!equalBytes(reading.rootAt(size), checkpoint.root)) findings.add('broken', 'checkpoint.root', { size });
    else {
      good += 1;
      isWhole ||= size === reading.header.size;
    }
  }
  if (good > 0) findings.add('holds', 'checkpoint.holds', { count: good });
  if (!isWhole) findings.add('broken', 'checkpoint.missing');
}

function checkCheckpoint(reading: Reading, text: string, keys: readonly VerifierKey[], findings: Findings) {
  const printed = /^(\d{1,15})((-[A-Z2-9]{6}){4})$/.exec(text.trim());
  const checkpoint: Checkpoint | null = printed ? null : readCheckpoint(text.endsWith('\n') ? text : `${text}\n`);
  const size = checkpoint?.size ?? Number(printed?.[1] ?? Number.NaN);
  if (!checkpoint && !printed) return findings.add('broken', 'anchor.form');
  if (checkpoint && checkpoint.origin !== reading.header?.origin) {
    const known = reading.continues;
    if (known?.origin !== checkpoint.origin) return findings.add('broken', 'anchor.other-contest');
    return findings.add('unknown', 'log.continues', { size: known.size, reason: known.reason });
  }
  if (checkpoint && !keys.some((key) => isSignedBy(checkpoint.note, key)))
    return findings.add('broken', 'checkpoint.signature', { size });
  if (size > (reading.header?.size ?? 0)) return findings.add('unknown', 'anchor.beyond', { size });
  const root = reading.rootAt(size);
  const agrees = checkpoint ? equalBytes(checkpoint.root, root) : shortForm(size, toHex(root)) === text.trim();
  findings.add(agrees ? 'anchors' : 'broken', agrees ? 'anchor.checkpoint' : 'anchor.fork', { size });
}

function checkReceipt(reading: Reading, text: string, keys: readonly VerifierKey[], findings: Findings) {
  const receipt = readReceipt(text);
  if (!receipt) return findings.add('broken', 'anchor.form');
  const { place, attempt, promised, leaf, submission } = receipt;
  if (!keys.some((each) => each.text === receipt.key)) return findings.add('broken', 'receipt.signature');
  if (promised.contest !== reading.header?.contest) return findings.add('broken', 'anchor.other-contest');
  const fault = faultOfReceipt(receipt, keys);
  if (fault) return findings.add('broken', fault);
  const found = receipt.origin === reading.header.origin ? reading.placeOf(leaf) : null;
  const moved = found !== null && place !== null && place.index !== found;
  if (found !== null && !moved) {
    findings.add('anchors', 'receipt.holds', { attempt, place: found });
    for (const { is, ...decided } of submission ? decidedOn(submission, reading.decisions) : [])
      findings.add('anchors', `receipt.${is}`, { attempt, ...decided });
    return;
  }
  if (untilMs(promised) > reading.madeAt) findings.add('unknown', 'receipt.later', { attempt });
  else findings.add('broken', 'receipt.missing', { attempt });
}

function checkWitness(reading: Reading, text: string, findings: Findings) {
  const key = readKey(text);
  if (!key) return findings.add('broken', 'key.invalid');
  for (const { size, line } of reading.cosignatures) {
    const note = reading.checkpoints.map((each) => readCheckpoint(each)).find((each) => each?.size === size);
    const found = /^— (\S+) (\S+)$/.exec(line);
    if (!note || found?.[1] !== key.name) continue;
    const signed = isNoteSigned(`${note.note.text}\n${line}\n`, key);
    findings.add(signed ? 'anchors' : 'broken', signed ? 'anchor.witness' : 'anchor.witness-bad', {
      name: key.name,
      size,
    });
  }
}
