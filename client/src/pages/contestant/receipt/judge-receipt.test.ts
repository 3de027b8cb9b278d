import type { LogReceipt } from '@hoithi/shared/contract/contestant';
import { canonicalJson } from '@hoithi/shared/rules/canonical-json';
import { proveConsistency } from '@hoithi/shared/rules/merkle';
import { toHex } from '@hoithi/verifier/bytes';
import { readDecided } from '@hoithi/verifier/decided';
import { verifyReceipt } from '@hoithi/verifier/verify-receipt';
import { beforeAll, describe, expect, it } from 'vitest';
import { contestId, hashOf as hash, origin, placeIn as placeInLog, Signer } from '../../../../test/signed-log.ts';
import { judgeDecided } from '../../public/verification/look-up-leaf.ts';
import { compareLeaf, type OwnFacts } from './compare-leaf.ts';
import { hasGrown, judgeReceipt, receiptText } from './judge-receipt.ts';

const atMs = Date.parse('2026-03-03T09:00:00+07:00');

const answer = (position: number, options: string[], arrived: number) =>
  [position, 0, options, null, arrived, arrived, null, 40] as const;
const leafOf = (part: object = {}) =>
  canonicalJson({
    ...{ v: 1, kind: 'submission', at: atMs, attempt: 'a1', ordinal: 1, practice: false, by: 'contestant' },
    ...{ questions: ['q1', 'q2'], answers: [answer(1, ['x'], atMs - 20), answer(2, ['y', 'z'], atMs - 10)] },
    ...{ prediction: 12, person: 'p', sealed: { name: null, unit: null } },
    ...part,
  });
const own: OwnFacts = {
  receipt: {
    ...{ attemptId: 'a1', ordinal: 1, practice: false, submittedAtMs: atMs, submittedBy: 'contestant' },
    ...{ questionCount: 2, predicts: true, prediction: 12 },
  },
  isOwn: true,
  answers: [
    { questionId: 'q1', optionIds: ['x'], typed: null, arrivedAtMs: atMs - 20, creditMs: 40 },
    { questionId: 'q2', optionIds: ['y', 'z'], typed: null, arrivedAtMs: atMs - 10, creditMs: 40 },
  ],
};

describe('the receipt on the phone', () => {
  let key: Signer;
  beforeAll(() => {
    key = new Signer();
  });
  const promiseOf = (leaf: string, by = key) => {
    const note = `hoithi promise v1\n${contestId}\n${Buffer.from(hash(leaf)).toString('base64')}\n${atMs}\n60\n`;
    return { leaf: toHex(hash(leaf)), note: by.sign(note) };
  };
  /** A log of these leaves, and the place of one of them in it. */
  const placeIn = (leaves: string[], index: number, by = key): NonNullable<LogReceipt['place']> =>
    placeInLog(leaves, index, by);
  const receiptOf = (part: Partial<LogReceipt> = {}): LogReceipt => {
    const leaf = leafOf();
    const place = placeIn(['log', 'rules', leaf, 'close'], 2);
    return { origin, key: key.text, leaf, promise: promiseOf(leaf), place, ...part };
  };
  const judge = (shown: LogReceipt, proved: LogReceipt | null = null, nowMs = atMs + 61_000) =>
    judgeReceipt({ shown, promise: promiseOf(leafOf()), proved, nowMs });

  it('[Z9] waits within the time of the promise, is in the log once its place is proved, and else is broken', () => {
    expect(judge(receiptOf({ place: null }), null, atMs + 60_000)).toMatchObject({
      is: 'waiting',
      untilMs: atMs + 60_000,
    });
    expect(judge(receiptOf({ place: null }))).toEqual({ is: 'broken', why: 'missing' });
    expect(judge(receiptOf())).toMatchObject({ is: 'logged', receipt: { place: { index: 2, size: 4 } } });
  });

  it('[Z9] another leaf than the promised one, another signer and a place that is not proved are found', () => {
    const other = leafOf({ prediction: 13 });
    const place = placeIn(['log', 'rules', other, 'close'], 2);
    expect(judge(receiptOf({ leaf: other, promise: promiseOf(other), place }))).toMatchObject({ why: 'leaf' });
    expect(judge(receiptOf({ key: new Signer().text }))).toMatchObject({ why: 'signature' });
    expect(judge(receiptOf({ place: placeIn(['log', 'rules', 'x', 'close'], 2) }))).toMatchObject({ why: 'place' });
    const forged = placeIn(['log', 'rules', leafOf(), 'close'], 2, new Signer());
    expect(judge(receiptOf({ place: forged }))).toMatchObject({ why: 'place' });
    expect(judge(receiptOf({ key: 'none' }))).toMatchObject({ why: 'key' });
  });

  it('[Z18] a decision about the submission is read where it is proved in the same log, and else is evidence', () => {
    const decision = (part: object = {}) =>
      canonicalJson({
        ...{ v: 1, kind: 'decision', at: atMs + 1, no: '3', by: 'account:1', reason: 'thi hộ' },
        ...{ decision: { do: 'void', attempt: 'a1' }, ...part },
      });
    const all = (...decisions: string[]) => ['log', 'rules', leafOf(), ...decisions];
    const decided = (leaves: string[], ...at: number[]) =>
      at.map((index) => ({ leaf: leaves[index]!, index, proof: placeIn(leaves, index).proof }));
    const leaves = all(decision(), decision({ no: '4', decision: { do: 'void', attempt: 'a2' } }));
    const place = placeIn(leaves, 2);
    const shown = receiptOf({ place, decided: decided(leaves, 3, 4) });
    expect(judge(shown).is).toBe('logged');
    expect(readDecided(shown.leaf, place, shown.decided!)).toEqual([
      { is: 'voided', no: '3', place: 3, reason: 'thi hộ' },
    ]);
    const forged = all(decision({ reason: 'khác' }), leaves[4]!);
    for (const wrong of [
      decided(forged, 3),
      decided(leaves, 3).map((each) => ({ ...each, index: 4 })),
      decided(leaves, 3).map((each) => ({ ...each, proof: [] })),
      [{ leaf: 'log', index: 0, proof: placeIn(leaves, 0).proof }],
    ])
      expect(judge(receiptOf({ place, decided: wrong }))).toEqual({ is: 'broken', why: 'decided' });
    const entry = { index: 2, leaf: toHex(hash(leafOf())), origin };
    const looked = { ...place, decided: decided(leaves, 3), leaf: leafOf() };
    expect(judgeDecided(entry, looked)).toMatchObject([{ is: 'voided', no: '3' }]);
    expect(judgeDecided(entry, { ...looked, leaf: leafOf({ attempt: 'a2' }) })).toBe(null);
    expect(judgeDecided(entry, { ...looked, decided: decided(forged, 3) })).toBe(null);
  });

  it('[Z9] what was proved before holds the log to it: a moved entry, a lost one and a fork are found', () => {
    const before = receiptOf();
    const moved = placeIn(['log', 'rules', 'x', leafOf()], 3);
    expect(judge(receiptOf({ place: moved }), before)).toMatchObject({ why: 'moved' });
    expect(judge(receiptOf({ place: null }), before, atMs)).toMatchObject({ why: 'missing' });
    const leaves = ['log', 'rules', leafOf(), 'close', 'standing'];
    const proof = (all: string[]) => proveConsistency(all.map(hash), 4).map(toHex);
    const checkpoint = before.place?.checkpoint ?? '';
    expect(hasGrown(checkpoint, placeIn(leaves, 2).checkpoint, proof(leaves))).toBe(true);
    const fork = leaves.with(3, 'another close');
    expect(hasGrown(checkpoint, placeIn(fork, 2).checkpoint, proof(fork))).toBe(false);
  });

  it('[Z9] the saved file is what the verifier takes, and a changed byte of it is found', () => {
    const judged = judge(receiptOf());
    if (judged.is !== 'logged') throw new Error('the receipt is in the log');
    const file = receiptText(judged.receipt);
    expect(verifyReceipt(file, { key: key.text }).verdict).toBe('holds');
    expect(verifyReceipt(file.replace('"index":2', '"index":1')).verdict).toBe('broken');
  });

  it('[Z9] the leaf is built again from what the phone knows itself, and each difference is named', () => {
    expect(compareLeaf(leafOf(), own)).toEqual({ differs: [], answers: 2, elsewhere: 0 });
    const changed = [answer(1, ['w'], atMs - 20), answer(2, ['y', 'z'], atMs - 10)];
    expect(compareLeaf(leafOf({ answers: changed }), own).differs).toEqual(['answers']);
    expect(compareLeaf(leafOf({ answers: changed.slice(1) }), own).differs).toEqual(['answers']);
    expect(compareLeaf(leafOf({ at: atMs + 1 }), own).differs).toEqual(['submittedAt']);
    expect(compareLeaf(leafOf({ prediction: 13 }), own).differs).toEqual(['prediction']);
    expect(compareLeaf(leafOf({ prediction: 13 }), { ...own, isOwn: false }).differs).toEqual([]);
    expect(compareLeaf(leafOf({ questions: ['q1', 'q2', 'q3'] }), own).differs).toEqual(['questions']);
    expect(compareLeaf(leafOf(), { ...own, answers: own.answers.slice(1) })).toEqual({
      ...{ differs: [], answers: 1, elsewhere: 1 },
    });
    expect(compareLeaf(`${leafOf()} `, own).differs).toEqual(['form']);
  });
});
