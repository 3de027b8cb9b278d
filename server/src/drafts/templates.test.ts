import type { Json } from '@hoithi/shared/contract/json';
import { applyChange } from '@hoithi/shared/rulebook/draft/changes';
import { completeTexts, readDraft } from '@hoithi/shared/rulebook/draft/complete';
import type { RulebookFile } from '@hoithi/shared/rulebook/model/rulebook';
import { readRulebook } from '@hoithi/shared/rulebook/read/read-rulebook';
import { describe, expect, it } from 'vitest';
import type { Queries } from '../platform/db/database.ts';
import { readChoices, readTemplates } from './draft-content.ts';

const text = (vi: string) => ({ vi, en: vi });
type Round = { id: string; kind: string; parts: { kind: string; papers?: { draw: { topics?: string[] } }[] }[] };

/** What only a committee knows, filled in: name, host, days, topics. */
function fillIn(rulebook: Json): Json {
  const named = applyChange(rulebook, { place: ['meta'], after: { name: text('Cuộc thi'), host: text('Sở') } });
  const copy = structuredClone(named) as unknown as { rounds: (Round & Record<string, unknown>)[] };
  for (const [at, round] of copy.rounds.entries()) {
    const window = { opensAt: `2027-03-0${at + 1}T08:00:00+07:00`, closesAt: `2027-03-0${at + 1}T20:00:00+07:00` };
    if (round.kind === 'series') round.at = [window];
    else round.window = window;
    for (const paper of round.parts.flatMap((part) => part.papers ?? [])) paper.draw.topics = ['luat'];
  }
  return copy as unknown as Json;
}

/** How many of each prize for units a plan gives. */
const collectivePrizes: Record<string, number[][]> = {
  'ha-tinh-cds-2023': [[1, 1, 1]],
  'hue-s-2024': [[10]],
  'ha-giang-dean06-2024': [
    [1, 1, 1, 2],
    [1, 2, 3, 5],
  ],
};

describe('templates', () => {
  it('[J2] a general one leaves open what only a committee knows, and nothing that is there is wrong', async () => {
    const general = (await readTemplates()).filter(({ kind }) => kind === 'general');
    expect(general.map(({ id }) => id)).toEqual(['weekly', 'one-sitting', 'school', 'company', 'two-stages']);
    for (const { id, rulebook } of general) {
      const { open, wrong } = readDraft(rulebook);
      expect([id, wrong]).toEqual([id, []]);
      expect([id, open.length > 1]).toEqual([id, true]);
      expect(
        open.map(({ place }) => place).filter((place) => !/^meta|^rounds\[\d\]\.(window|at|parts)/.test(place)),
      ).toEqual([]);
    }
  });

  it('[J2] with that filled in every general one can be announced and surprises nobody', async () => {
    for (const { id, rulebook } of (await readTemplates()).filter(({ kind }) => kind === 'general')) {
      const { rulebook: read, problems } = readRulebook(completeTexts(fillIn(rulebook)));
      const warned = problems
        .filter(({ severity }) => severity !== 'note')
        .map(({ code, place }) => `${code} ${place}`);
      expect([id, read === null, warned]).toEqual([id, false, []]);
    }
  });

  const ofWeeks = ['draw.topics', 'pacing', 'time', 'attempts', 'counted', 'publish'];
  it.each([
    ['hue-admin-reform-2025', []],
    ['ha-tinh-cds-2023', ofWeeks],
    ['hue-s-2024', ofWeeks],
    [
      'ha-giang-dean06-2024',
      ['draw.topics', 'papers[0].count', 'pacing', 'time', 'counted', 'window.closesAt', 'window.opensAt', 'by'],
    ],
    [
      'hue-s-2023',
      ['draw.topics', 'papers[0].count', 'pacing', 'points', 'time', 'attempts', 'counted', 'publish', 'by'],
    ],
  ])(
    '[R3] %s says what its document says: the rest is open, nothing is wrong, and contradictions are stated',
    async (id, expected) => {
      const template = (await readTemplates()).find((each) => each.id === id);
      const { open, wrong } = readDraft(template?.rulebook ?? {});
      const ends = [...new Set(open.map(({ place }) => expected.find((end) => place.endsWith(end)) ?? place))];
      expect([ends.sort(), wrong]).toEqual([[...expected].sort(), []]);
      expect(template?.notices.length).toBeGreaterThan(0);
    },
  );

  it('[G1] each plan carries its collective prizes and leaves the judging to the committee', async () => {
    for (const { id, rulebook } of await readTemplates()) {
      const { standings, awards } = rulebook as unknown as RulebookFile;
      const ofUnits = standings.filter(({ by }) => by?.kind === 'committee').map(({ id: standing }) => standing);
      const counts = awards
        .filter(({ from }) => ofUnits.includes(from))
        .map(({ prizes }) => prizes.map((p) => p.count));
      expect([id, counts]).toEqual([id, collectivePrizes[id] ?? []]);
    }
  });

  it('[R3] of Hà Giang the target counts officials over officials; of Huế all right is asked for the first prize alone', async () => {
    const all = await readTemplates();
    const of = (id: string) => all.find((each) => each.id === id)?.rulebook as unknown as RulebookFile;
    expect(of('ha-giang-dean06-2024').targets).toMatchObject([{ people: 'officials', headcount: 'officials' }]);
    expect(of('ha-giang-dean06-2024').rounds.map(({ publish }) => publish)).toEqual(
      Array(3).fill({ kind: 'at-close' }),
    );
    const [weekly] = of('hue-s-2024').awards;
    expect(weekly?.prizes.map(({ needs = [], value }) => [needs.length, value ?? null])).toEqual([
      [1, null],
      ...Array(3).fill([0, null]),
    ]);
    expect(of('ha-tinh-cds-2023').awards[0]?.prizes.every(({ certificate }) => certificate)).toBe(true);
  });

  it('[J2] unit sets to choose from are those that come with the program, with their days', async () => {
    const nothing = { query: async () => [] } as unknown as Queries;
    const { topics, unitSets } = await readChoices(nothing, '00000000-0000-4000-8000-000000000001');
    expect(topics).toEqual([]);
    expect(unitSets.map(({ set }) => set)).toEqual(['02', '42', '46']);
    expect(unitSets[0]).toMatchObject({ validTo: '2025-06-30' });
  });
});
