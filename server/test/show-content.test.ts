import { readdirSync, readFileSync } from 'node:fs';
import { questionOfBank, sourceWords } from '@hoithi/shared/contract/question';
import { ShowCue, ShowFile, ShowQuestion } from '@hoithi/shared/contract/show-file';
import { describe, expect, it } from 'vitest';
import { demoTopics } from '../src/demo/demo-rules.ts';
import { readBank } from '../src/questions/program-questions.ts';
import { readShowFile } from '../src/show/read-show-file.ts';

const showsDir = new URL('../content/shows/', import.meta.url);
const demoShows = readdirSync(showsDir).map((name) => ({ name, url: new URL(name, showsDir) }));
const example = { name: 'show-example.json', url: new URL('../../docs/show-example.json', import.meta.url) };
const shows = [...demoShows, example].map(({ name, url }) => ({ name, text: readFileSync(url, 'utf8') }));

// More than a hall reads in ten seconds from the last row does not belong on a stage, though the contract would take it.
const stageTextMax = 160;
const stageOptionMax = 60;

const bank = new Map(
  (await readBank())
    .filter(({ topic }) => demoTopics.includes(topic))
    .flatMap(({ topic, questions }) =>
      questions.map((question) => [question.id, questionOfBank(question, topic)] as const),
    ),
);

const parsed = (text: string): ShowFile => ShowFile.parse(JSON.parse(text));

/** Each question of a show as it will stand on the screen, those of the bank looked up. */
function questionsOf(text: string): unknown[] {
  return parsed(text).cues.flatMap((cue): unknown[] => {
    if (!('question' in cue)) return [];
    if (!('bank' in cue.question)) return [cue.question];
    const found = bank.get(cue.question.bank);
    return [found && { ...found, right: 'right' in found ? found.right.join() : '', source: sourceWords(found) }];
  });
}

describe('shows that come with the program', () => {
  it('[H1] a launch show, an award show, the one of a minute and one with every kind of question are there', () => {
    const names = ['le-phat-dong', 'le-trao-giai', 'mot-phut', 'nhieu-dang-cau-hoi'].map((name) => `${name}.json`);
    expect(demoShows.map(({ name }) => name)).toEqual(names);
  });

  it.each(shows)('[H1] $name can be loaded, and is named by its id', ({ name, text }) => {
    const read = readShowFile(text, bank);
    expect(read).toMatchObject({ ok: true });
    if (name !== example.name) expect(`${parsed(text).id}.json`).toBe(name);
  });

  it.each(shows)(
    "[H1] $name: every question is in the demo's bank or in the file, with a key that fits its kind",
    ({ text }) => {
      const questions = questionsOf(text);
      expect(questions.length).toBeGreaterThan(1);
      for (const question of questions) expect(ShowQuestion.safeParse(question).error?.issues).toBeUndefined();
    },
  );

  it.each(shows)('[H1] $name: questions and options are short enough for a stage', ({ text }) => {
    for (const question of questionsOf(text)) {
      const { text: asked, options = [] } = ShowQuestion.parse(question);
      expect(asked.length, asked).toBeLessThanOrEqual(stageTextMax);
      for (const option of options) expect(option.text.length, option.text).toBeLessThanOrEqual(stageOptionMax);
    }
  });

  it('[H1] no question is asked twice over the shows', () => {
    const ids = shows.flatMap(({ text }) => questionsOf(text).map((question) => ShowQuestion.parse(question).id));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(shows)('[H16] $name: no cue shows the newest winners at once before the award shows them', ({ text }) => {
    const cues = parsed(text).cues;
    const award = cues.findIndex((cue) => cue.kind === 'award' && cue.of.what === 'round' && cue.of.round === null);
    const spoilt = cues.slice(0, Math.max(award, 0)).some((cue) => cue.kind === 'winners' && cue.round === null);
    expect(spoilt).toBe(false);
  });

  it('[H1] every example of docs/shows.md is a cue, and every kind of cue has one', () => {
    const page = readFileSync(new URL('../../docs/shows.md', import.meta.url), 'utf8');
    const blocks = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(([, block]) => JSON.parse(block ?? ''));
    const cues = blocks.filter((block) => 'kind' in block);
    for (const cue of cues) expect(ShowCue.safeParse(cue).error?.issues, JSON.stringify(cue)).toBeUndefined();
    const kinds = ShowCue.options.map((option) => option.shape.kind.value);
    expect(new Set([...cues.map(({ kind }) => kind), 'pause'])).toEqual(new Set(kinds)); // pause is written as end is
  });
});
