import '../../../../test/open-test-words.ts';
import { canonicalJson } from '@hoithi/shared/rules/canonical-json';
import { toHex } from '@hoithi/verifier/bytes';
import { render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Route, Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { answerHttp } from '../../../../test/scripted-http.ts';
import { settle } from '../../../../test/settle.ts';
import { hashOf, origin, placeIn, Signer } from '../../../../test/signed-log.ts';
import { loadWords } from '../../../locales/i18n.ts';
import VerificationPage from './page.tsx';

await loadWords('verification');

const submission = canonicalJson({ v: 1, kind: 'submission', attempt: 'a1', person: 'p1', questions: ['q1'] });
const decision = (no: string, said: object) =>
  canonicalJson({ v: 1, kind: 'decision', at: 1, no, by: 'account:1', reason: 'Thi hộ', decision: said });
const leaves = [
  'log',
  submission,
  decision('3', { do: 'void', attempt: 'a1' }),
  decision('4', { do: 'key', question: 'q1', right: ['b'] }),
];

/** The page behind the QR of a receipt; `decided`: which leaves the server names as decisions about it. */
async function scan(decided: number[], change: (leaf: string) => string = (leaf) => leaf) {
  const key = new Signer();
  const place = placeIn(leaves, 1, key);
  const leaf = toHex(hashOf(submission));
  const value = {
    ...{ ...place, leaf: decided.length > 0 ? submission : null },
    decided: decided.map((index) => ({
      ...{ leaf: change(leaves[index]!), index, proof: placeIn(leaves, index, key).proof },
    })),
  };
  const { size, checkpoint } = place;
  const log = { origin, key: key.text, size, root: '', short: '', checkpoint, logs: [origin], witnesses: [] };
  const contest = { contest: { slug: 'cds', demo: false, name: { vi: 'Hội thi', en: 'Contest' } }, rounds: [] };
  answerHttp({
    'GET /api/contests/cds': { ok: true, value: contest },
    'GET /api/log/cds': { ok: true, value: log },
    [`GET /api/log/cds/inclusion?leaf=${leaf}`]: { ok: true, value },
  });
  history.replaceState(null, '', `#1.${leaf}.${origin}`);
  const { hook } = memoryLocation({ path: '/c/cds/kiem-chung' });
  render(
    <Router hook={hook}>
      <Route path="/c/:slug/kiem-chung" component={VerificationPage} />
    </Router>,
  );
  await settle();
}
const there = 'Bài thi này nằm ở dòng 1 của nhật ký công khai 4 dòng.';
const voided = 'Lượt thi này bị hủy, không tính kết quả, theo quyết định số 3 (dòng 2): Thi hộ.';

afterEach(() => {
  vi.unstubAllGlobals();
  history.replaceState(null, '', '#');
});

describe('the page behind the QR of a receipt', () => {
  it('[Z18] says beside the place what was decided, with number, entry and reason', async () => {
    await scan([2, 3]);
    expect(screen.getByText(there)).toBeTruthy();
    expect(screen.getByText(voided)).toBeTruthy();
    expect(screen.getByText(/Đáp án một câu trong bài được sửa.*quyết định số 4 \(dòng 3\)/)).toBeTruthy();
  });

  it('[Z18] says nothing where nothing was decided, and does not repeat what is not proved', async () => {
    await scan([]);
    expect(screen.getByText(there)).toBeTruthy();
    expect(screen.queryByText(/quyết định/)).toBe(null);
    vi.unstubAllGlobals();
    document.body.replaceChildren();
    await scan([2], (leaf) => leaf.replace('Thi hộ', 'Xin rút'));
    expect(screen.getByText(/không chứng minh được quyết định đó/)).toBeTruthy();
    expect(screen.queryByText(/Xin rút/)).toBe(null);
  });
});
