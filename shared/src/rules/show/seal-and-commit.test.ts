import { describe, expect, it } from 'vitest';
import { checkProof, commitQuestions, ShowProofFile } from './commit-questions.ts';
import { exampleQuestion, exampleShow } from './example-show.ts';
import { openSealed, sealQuestion } from './seal-question.ts';

const key = new Uint8Array(32).fill(7);
const nonce = new Uint8Array(12).fill(3);
const keyText = btoa(String.fromCharCode(...key));
const question = {
  text: 'Ngày nào là Ngày Chuyển đổi số quốc gia?',
  kind: 'one' as const,
  picture: null,
  options: [{ optionId: 'a', text: '10 tháng 10' }],
};

describe('a sealed question', () => {
  it('[H7] opens with its key alone, diacritics and all', () => {
    const box = sealQuestion(question, key, nonce);
    expect(openSealed(box, keyText)).toEqual(question);
    expect(() => openSealed(box, btoa(String.fromCharCode(...new Uint8Array(32).fill(8))))).toThrow();
    expect(() => openSealed(`${box.slice(0, 60)}AAAA${box.slice(64)}`, keyText)).toThrow();
  });
  it('[H7] reveals nothing by its length', () => {
    const long = { ...question, text: question.text.repeat(6) };
    expect(sealQuestion(long, key, nonce)).toHaveLength(sealQuestion(question, key, nonce).length);
  });
});

describe('the commitment', () => {
  const questions = exampleShow([exampleQuestion('mot'), exampleQuestion('hai')]).cues.flatMap((cue) =>
    cue.kind === 'question' && 'id' in cue.question ? [cue.question] : [],
  );
  const runId = '0b0e7a52-6f1c-4a58-9a3c-111111111111';
  const salt = 'ab'.repeat(32);
  const proof = (part: object) =>
    ShowProofFile.parse({
      format: 'hoithi-show-proof-1',
      runId,
      salt,
      commitment: commitQuestions(runId, salt, questions),
      questions,
      ...part,
    });
  it('[H8] is proved by salt and questions, whatever the order of keys in the file', () => {
    expect(checkProof(proof({}))).toBe(true);
    const turned = questions.map((each) => Object.fromEntries(Object.entries(each).reverse()));
    expect(checkProof(proof({ questions: turned }))).toBe(true);
  });
  it('[H8] does not fit another key, another order, another salt or another run', () => {
    const changed = questions.map((each, at) => (at === 0 ? { ...each, right: 'c' } : each));
    expect(checkProof(proof({ questions: changed }))).toBe(false);
    expect(checkProof(proof({ questions: [...questions].reverse() }))).toBe(false);
    expect(checkProof(proof({ salt: 'cd'.repeat(32) }))).toBe(false);
    expect(checkProof(proof({ runId: '0b0e7a52-6f1c-4a58-9a3c-222222222222' }))).toBe(false);
  });
});
