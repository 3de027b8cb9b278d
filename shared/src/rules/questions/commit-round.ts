import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import type { OpenedQuestion, QuestionsCommitment, SealedQuestion } from '../../contract/seals.ts';
import { assert } from '../assert.ts';
import { canonicalJson } from '../canonical-json.ts';
import { checkInclusion, hashLeaf, merkleRoot, proveInclusion } from '../merkle.ts';

/** A question as it is committed to: canonical JSON of its salt, id, topic and content. */
const leafOf = ({ salt, id, topic, body }: SealedQuestion): Uint8Array =>
  hashLeaf(utf8ToBytes(canonicalJson({ salt, id, topic, body })));

/**
 * The commitment to the questions that a round may draw, in their order: the root of a Merkle tree over singly salted questions.
 * It says nothing about any of them; one that is opened says nothing about the others; no other question fits it.
 *
 * Units   salts of 16 bytes and the root in hexadecimal.
 * Source  SPEC Q21; RFC 9162, 2.1.
 */
export const commitRound = (questions: readonly SealedQuestion[]): QuestionsCommitment => ({
  count: questions.length,
  root: bytesToHex(merkleRoot(questions.map(leafOf))),
});

/** Questions out of the order that was committed to, each with what proves it. Source: SPEC Q22. */
export function openQuestions(questions: readonly SealedQuestion[], places: readonly number[]): OpenedQuestion[] {
  const leaves = questions.map(leafOf);
  return places.map((place) => {
    const question = questions[place];
    assert(question !== undefined, 'only a question that was committed to is opened');
    return { ...question, place, proof: proveInclusion(leaves, place).map(bytesToHex) };
  });
}

/** Whether an opened question is the one that was committed to, at its place. Source: SPEC Q22. */
export function checkOpened({ count, root }: QuestionsCommitment, opened: OpenedQuestion): boolean {
  const { place, proof, ...question } = opened;
  return checkInclusion(leafOf(question), place, count, proof.map(hexToBytes), hexToBytes(root));
}
