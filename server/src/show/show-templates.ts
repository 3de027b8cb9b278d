import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Json } from '@hoithi/shared/contract/json';
import { ShowDraftContent, type ShowTemplate } from '@hoithi/shared/contract/show-drafts';
import type { LocalText } from '@hoithi/shared/contract/text';
import type { CachedContest } from '../contest/contests.ts';
import { programPath } from '../platform/programs.ts';

const folder = programPath('server/content/show-templates');
type Fields = { readonly [key: string]: Json };

/**
 * A show to begin from, with the names of this contest. An award ceremony has an award and a roll of honour for each round
 * whose result is final, in their order; where none is, one for the round that is published last. SPEC H46.
 */
export async function fillTemplate(template: ShowTemplate, contest: CachedContest): Promise<ShowDraftContent> {
  const text = await readFile(join(folder, `${template}.json`), 'utf8');
  const content = withIds(ShowDraftContent.parse(JSON.parse(text)));
  const { name } = contest.rulebook.meta;
  const filled = put(content, '{contest}', name) as ShowDraftContent;
  const final = contest.rounds.filter((round) => round.finalized || round.published);
  const newest: LocalText = { vi: 'cuộc thi', en: 'the contest' };
  const cues = (filled.cues as readonly Fields[]).flatMap((cue): Fields[] => {
    if (cue.kind !== 'award' || !isOfRound(cue)) return [cue];
    if (final.length === 0) return [put(cue, '{round}', newest) as Fields];
    return final.map(({ label, ordinal }) => ({
      ...(put(cue, '{round}', label) as Fields),
      of: { what: 'round', round: ordinal },
      ...{ id: newCueId(), minutes: share(cue.minutes, final.length) },
    }));
  });
  return { ...filled, cues };
}

const isOfRound = ({ of }: Fields): boolean =>
  typeof of === 'object' && of !== null && 'what' in of && of.what === 'round';

/** In halves of a minute. */
const share = (minutes: Json | undefined, parts: number): number =>
  Math.max(1, Math.round((Number(minutes ?? 0) / parts) * 2) / 2);

export const newCueId = (): string => randomUUID().slice(0, 8);

/** Gives every cue an id of its own, and none that another has. */
export function withIds(content: ShowDraftContent): ShowDraftContent {
  const known = new Set<string>();
  const cues = Array.isArray(content.cues) ? content.cues : [];
  return {
    ...content,
    cues: cues.map((cue) => {
      if (typeof cue !== 'object' || cue === null || Array.isArray(cue)) return cue;
      const id = typeof cue.id === 'string' && !known.has(cue.id) ? cue.id : newCueId();
      known.add(id);
      return { ...cue, id };
    }),
  };
}

/** Puts a name into every text of two languages, each into its own. */
function put(value: Json, mark: string, name: LocalText): Json {
  if (Array.isArray(value)) return value.map((each) => put(each, mark, name));
  if (typeof value !== 'object' || value === null) return value;
  const fields = value as Fields;
  if (typeof fields.vi === 'string' && typeof fields.en === 'string')
    return { vi: fields.vi.replace(mark, name.vi), en: fields.en.replace(mark, name.en) };
  return Object.fromEntries(Object.entries(fields).map(([key, each]) => [key, put(each, mark, name)]));
}
