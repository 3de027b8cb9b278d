import type { Json } from '@hoithi/shared/contract/json';
import { applyChange } from '@hoithi/shared/rulebook/draft/changes';
import { completeTexts, readDraft } from '@hoithi/shared/rulebook/draft/complete';
import { readRulebook } from '@hoithi/shared/rulebook/read/read-rulebook';
import { describe, expect, it } from 'vitest';
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

  it('[J2] with that filled in every general one can be announced and surprises nobody; a real one is whole as it is', async () => {
    for (const { id, kind, rulebook } of await readTemplates()) {
      const { rulebook: read, problems } = readRulebook(
        completeTexts(kind === 'general' ? fillIn(rulebook) : rulebook),
      );
      const warned = problems
        .filter(({ severity }) => severity !== 'note')
        .map(({ code, place }) => `${code} ${place}`);
      expect([id, read === null, kind === 'general' ? warned : []]).toEqual([id, false, []]);
    }
  });

  it('[J2] topics and unit sets to choose from are those that come with the program, sets with their days', async () => {
    const { topics, unitSets } = await readChoices();
    expect(topics.length).toBeGreaterThan(2);
    expect(topics.every(({ questions }) => questions > 0)).toBe(true);
    expect(unitSets.map(({ set }) => set)).toEqual(['02', '42', '46']);
    expect(unitSets[0]).toMatchObject({ validTo: '2025-06-30' });
  });
});
