import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ContestCard } from '../../contract/public.ts';
import { Question } from '../../contract/question.ts';
import { expandRounds } from '../judge/expand-rounds.ts';
import type { Rulebook } from '../model/rulebook.ts';
import { readRulebook } from '../read/read-rulebook.ts';
import { exampleRulebook } from '../test-rulebook.ts';
import { PreviewSitting } from './preview-sitting.ts';
import { roundsToPreview, takePlace } from './take-place.ts';

const ask = (n: number) =>
  Question.parse({
    ...{ id: `q${n}`, kind: 'one', text: `Câu ${n}?`, topic: null, difficulty: null, audiences: [], tags: [] },
    ...{ source: null, explanation: 'Vì thế.', seconds: null, translations: {}, media: [], practiceOnly: false },
    options: ['a', 'b'].map((id) => ({ id, text: id })),
    right: ['a'],
  });
const card = { slug: 'xem-thu' } as ContestCard;
const words = { nameOf: (id: string) => `Nguyễn Văn ${id}`, unitOf: (code: string) => code, slug: 'xem-thu' };

function open(rulebook: Rulebook = exampleRulebook(), at = 0) {
  const round = roundsToPreview(expandRounds(rulebook))[at]!;
  const place = takePlace(rulebook, round.id, null)!;
  const clock = { nowMs: Date.parse('2020-01-01T00:00:00Z') }; // long before the window of the rulebook
  let id = 0;
  const sitting = new PreviewSitting({
    ...{ place, card, person: { name: 'Trần Thị Bình', unitName: 'Sở Tư pháp' } },
    questions: Array.from({ length: place.paper.count }, (_, n) => ask(n)),
    newId: () => `id-${++id}`,
    nowMs: () => clock.nowMs,
  });
  return { sitting, place, clock };
}

/** Answers every question as it is handed out, each after a second. */
function sitAll({ sitting, clock, place }: ReturnType<typeof open>, choice = 'a') {
  sitting.start();
  for (let n = 0; n < place.paper.count; n++) {
    clock.nowMs += 1_000;
    const message = { answerId: `answer-${n}`, questionId: `q${n}`, optionIds: [choice], typed: null };
    expect(sitting.answer(message)).toMatchObject({ ok: true });
  }
  return sitting.submit();
}

describe('a round that is sat to look at it', () => {
  it('[J22] it is open at once, whatever its dates, and all right is the first place among the crowd', () => {
    const preview = open();
    expect(preview.sitting.roundCard().phase).toBe('open');
    expect(sitAll(preview)).toMatchObject({ ok: true, value: { answered: preview.place.paper.count, score: null } });
    const { results, own } = preview.sitting.publish(words);
    expect(own).toMatchObject({ rank: 1, points: own!.pointsMax });
    expect(results.winners[0]).toMatchObject({ rank: 1, name: 'Trần T. B.' });
    expect(results.counts.roundPersons).toBeGreaterThan(30);
    expect(preview.sitting.view([]).mine[0]).toMatchObject({ attemptsUsed: 1, result: { rank: 1 } });
    expect(preview.sitting.roundCard().phase).toBe('published');
  });

  it('[J22] [V1] a question is handed out without its key, and reviewed with it only once the rules say so', () => {
    const rulebook = exampleRulebook();
    rulebook.publication.answers = 'after-publication';
    const preview = open(rulebook);
    const started = preview.sitting.start();
    expect(JSON.stringify(started)).not.toContain('right');
    const receipt = preview.sitting.submit();
    const attemptId = receipt.ok ? receipt.value.attemptId : '';
    expect(preview.sitting.review(attemptId)).toMatchObject({ ok: true, value: { questions: [] } });
    preview.sitting.publish(words);
    expect(preview.sitting.review(attemptId)).toMatchObject({
      value: { questions: expect.arrayContaining([expect.objectContaining({ right: ['a'] })]) },
    });
  });

  it('[J22] [A9] the limit of attempts is that of the rules', () => {
    const rulebook = exampleRulebook();
    const [first] = rulebook.rounds;
    first!.attempts.limits = [{ max: 1, per: 'round' }];
    const preview = open(rulebook);
    sitAll(preview, 'b');
    expect(preview.sitting.start()).toMatchObject({ ok: false, refusal: { code: 'no_attempts_left' } });
  });

  it('[J22] [T2] the attempt ends by its time', () => {
    const { sitting, clock, place } = open();
    sitting.start();
    expect(sitting.tick()).toBeNull();
    clock.nowMs = sitting.dueAtMs()!;
    while (sitting.view([]).attempt) {
      clock.nowMs = sitting.dueAtMs()!;
      sitting.tick();
    }
    expect(sitting.view([]).mine[0]?.receipts[0]).toMatchObject({ submittedBy: 'time', answered: 0 });
    expect(place.round.time.limitSeconds).not.toBeNull();
  });

  it('[J22] every round with questions of the example rulebooks can be sat, a final by one who is qualified', () => {
    for (const name of ['19-gialai-youth-secretaries-2025', '21-binhtan-youth-2019']) {
      const path = new URL(`../../../../docs/rulebooks/${name}.json`, import.meta.url);
      const rulebook = readRulebook(JSON.parse(readFileSync(path, 'utf8'))).rulebook!;
      for (const at of roundsToPreview(expandRounds(rulebook)).keys()) {
        const preview = open(rulebook, at);
        sitAll(preview);
        expect(preview.sitting.publish(words).results.counts.roundPersons).toBeGreaterThan(0);
      }
    }
  });
});
