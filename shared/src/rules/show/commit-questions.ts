import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { z } from 'zod';
import { CommittedPeople } from '../../contract/draws.ts';
import type { ShowDraw } from '../../contract/show-award.ts';
import { ShowQuestion } from '../../contract/show-file.ts';
import { RunId } from '../../contract/show-ids.ts';
import { LocalText } from '../../contract/text.ts';
import { commitToValue, drawLots, hashLotList, seedOfValues } from '../lots.ts';

const Hash = z.string().regex(/^[0-9a-f]{64}$/);

/** What proves a commitment after the end: the salt and every question with its key. */
export const ShowProofFile = z.object({
  format: z.literal('hoithi-show-proof-1'),
  runId: RunId,
  salt: Hash,
  commitment: Hash,
  questions: z.array(ShowQuestion),
  draws: z
    .array(
      z.object({
        draw: z.string(),
        title: LocalText,
        ids: z.array(z.string()),
        listHash: Hash,
        people: CommittedPeople,
        values: z.array(z.string()).nullable(),
        numbers: z.array(z.number().int().min(1)),
      }),
    )
    .default([]),
});
export type ShowProofFile = z.infer<typeof ShowProofFile>;

/**
 * The commitment to a run's questions: SHA-256 over the run, the salt and all questions in order, as JSON whose keys are
 * sorted. Nothing about the questions can be learnt from it while the salt is secret, and no other questions fit it.
 *
 * Units    salt: 32 bytes, hex. Answers 64 hex digits.
 * Source   SPEC H8.
 */
export function commitQuestions(runId: string, saltHex: string, questions: readonly ShowQuestion[]): string {
  return bytesToHex(sha256(utf8ToBytes(canonical({ questions, runId, salt: saltHex }))));
}

/** Whether the questions of a proof are those that were committed to. SPEC H8. */
export function checkProof(proof: ShowProofFile): boolean {
  return commitQuestions(proof.runId, proof.salt, proof.questions) === proof.commitment;
}

/** Whether a drawing among those present is what its list and its opened values make it. SPEC H29. */
export async function checkDraw({ draw, ids, listHash, people, values, numbers }: ShowDraw): Promise<boolean> {
  if (hashLotList(ids) !== listHash) return false;
  if (values === null) return numbers.length === 0;
  const isOpened =
    values.length === people.length &&
    people.every(({ name, hash }, at) => commitToValue(name, values[at] ?? '') === hash);
  const drawing = { draw, listHash, seed: seedOfValues(values) };
  return isOpened && (await drawLots(drawing, ids.length, numbers.length)).join() === numbers.join();
}

/** JSON without blanks, the keys of every object sorted: one value, one text. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(',')}}`;
}
