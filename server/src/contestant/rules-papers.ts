import type { PrintedRules } from '@hoithi/shared/contract/organizer';
import { printRulebook } from '@hoithi/shared/rulebook/print/print-rulebook';
import { vietnamDayOf } from '@hoithi/shared/rules/vietnam-time';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { makeRulesPaperInWorker } from '../documents/rules/make-rules-paper.ts';
import { type Amendment, amendedArticles } from '../documents/rules/rules-paper.ts';

/** The sentences of a contest's rulebook; topics of the program's own questions, which it names by codes, by their titles. SPEC R5, M16. */
export const printedOf = (app: Pick<App, 'topicTitles'>, contest: CachedContest): PrintedRules =>
  printRulebook(
    JSON.parse(
      JSON.stringify(contest.rulebook, (key, value) => {
        const titleOf = (topic: string) => app.topicTitles.get(topic)?.vi ?? topic;
        if (key === 'topics') return value.map(titleOf);
        return key === 'topic' ? titleOf(value) : value;
      }),
    ),
  );

type Lang = 'vi' | 'en';
/** Papers kept; each is some hundred kilobytes. */
const papersMax = 40;

/** The printed rules of contests as files, made once for each version, one at a time. SPEC R7. */
export function cacheRulesPapers(app: Pick<App, 'background' | 'topicTitles'>) {
  const made = new Map<string, Promise<Buffer>>();
  return (contest: CachedContest, as: 'pdf' | 'docx', lang: Lang): Promise<Buffer> => {
    const key = `${contest.contestId} ${contest.rulesVersion} ${as} ${lang}`;
    const known = made.get(key);
    if (known) return known;
    const making = app.background.run(() => make(app, contest, as, lang));
    made.set(key, making);
    making.catch(() => made.delete(key)); // an outage is not cached
    for (const oldest of made.keys()) if (made.size > papersMax) made.delete(oldest);
    return making;
  };
}

async function make(
  app: Pick<App, 'topicTitles'>,
  contest: CachedContest,
  as: 'pdf' | 'docx',
  lang: Lang,
): Promise<Buffer> {
  const { name, host } = contest.rulebook.meta;
  const { decisionNo } = contest.rulebook.meta;
  const amendments = amendmentsOf(contest, lang);
  const source = { kind: 'contest', printed: printedOf(app, contest), name, host, decisionNo, amendments } as const;
  const paper = await makeRulesPaperInWorker({ source, as, lang });
  if (Array.isArray(paper)) throw new Error('an announced contest has whole rules');
  return paper;
}

/** Every amendment with its reason, and the sentences that it changed. SPEC J12. */
function amendmentsOf({ amendments, rulebookByVersion }: CachedContest, lang: Lang): Amendment[] {
  return amendments.map(({ version, atMs, reason }, at) => {
    const [before, after] = [version - 1, version].map((each) => rulebookByVersion.get(each));
    return {
      ...{ number: at + 1, on: vietnamDayOf(atMs), reason },
      changes: before && after ? amendedArticles(printRulebook(before), printRulebook(after), lang) : [],
    };
  });
}
