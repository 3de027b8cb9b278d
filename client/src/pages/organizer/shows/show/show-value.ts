import type { ShowDraftContent, ShowDraftProblem } from '@hoithi/shared/contract/show-drafts';
import type { CueKind } from '@hoithi/shared/contract/show-file';
import { asFields, asList, asNumber, asText, type Fields, type Maybe } from '../../editor/draft-value.ts';

/** Reading a show that need not be whole. */

export type Cue = Fields & { readonly id: string };
/** A cue and its place. */
export type CueAt = { cue: Cue; at: number };

export const cueKinds = [
  'lobby',
  'text',
  'launch',
  'question',
  'sudden-death',
  'rescue',
  'board',
  'participation',
  'winners',
  'award',
  'draw',
  'pause',
] as const satisfies readonly CueKind[];

export const cuesOf = (content: ShowDraftContent): Cue[] =>
  asList(content.cues).map((cue, at) => ({ ...asFields(cue), id: asText(asFields(cue).id) || `#${at}` }));

export const kindOf = (cue: Fields): CueKind => (asText(cue.kind) || 'text') as CueKind;
export const isQuestion = (cue: Fields): boolean => cue.kind === 'question' || cue.kind === 'sudden-death';

export const localOf = (value: Maybe): { vi: string; en: string } => {
  const { vi, en } = asFields(value);
  return { vi: asText(vi), en: asText(en) || asText(vi) };
};

/** The number that the hall sees; 0: a trial, or no question. */
export const numberOf = (cues: readonly Cue[], at: number): number =>
  cues[at]?.kind === 'question' && cues[at]?.trial !== true
    ? cues.slice(0, at + 1).filter((cue) => cue.kind === 'question' && cue.trial !== true).length
    : 0;

/** In the language of the page, else as it was written; of a question its words. '': it has no name yet. */
export function nameOfCue(cue: Fields, locale: 'vi' | 'en'): string {
  if (isQuestion(cue)) return asText(asFields(cue.question).text);
  return localOf(cue.title)[locale];
}

export const minutesOf = (cue: Fields): number | null => asNumber(cue.minutes);

/** What stands against one part of the show. */
export const problemsWithin = (
  problems: readonly ShowDraftProblem[],
  path: readonly (string | number)[],
): ShowDraftProblem[] => problems.filter((problem) => path.every((step, at) => problem.path[at] === step));

const empty = { vi: '', en: '' };
/** A new part of this kind, as much of it as need not be asked. */
export function makeCue(kind: CueKind, id: string): Cue {
  const made: Record<string, Fields> = {
    lobby: { title: empty, text: null },
    text: { title: empty, text: null, picture: null },
    launch: { title: empty, button: { vi: 'Phát động', en: 'Launch' }, countdownSeconds: 5, sentence: null },
    question: { seconds: 20, question: {}, trial: false, textFirst: false },
    'sudden-death': { seconds: 20, question: {}, place: 1, stay: 'right', textFirst: false },
    rescue: { title: { vi: 'Cứu trợ', en: 'The rescue' }, back: null, reserves: false },
    board: { title: null, of: 'players', unfreeze: null },
    participation: { title: null, level: null, forms: ['map'] },
    winners: { title: null, round: null },
    award: { title: empty, singly: 3, of: { what: 'round', round: null } },
    draw: { title: { vi: 'Bốc thăm may mắn', en: 'A draw' }, winners: 1, of: { what: 'present' } },
    pause: { title: { vi: 'Nghỉ giải lao', en: 'A short break' }, text: null },
    end: { title: empty, text: null },
  };
  return { id, kind, ...made[kind] };
}
