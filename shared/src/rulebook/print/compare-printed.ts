import type { LocalText } from '../../contract/text.ts';
import type { PrintedRulebook } from './print-rulebook.ts';

/** before null: it is new; after null: it is gone. */
export type ChangedSentence = {
  section: string;
  heading: LocalText;
  before: LocalText | null;
  after: LocalText | null;
};

const key = ({ vi, en }: LocalText): string => `${vi}\n${en}`;
const bare = ({ vi, en }: LocalText): LocalText => ({ vi, en });

/**
 * What one version of printed rules says otherwise than another, section by section in the order of the newer one. A sentence
 * that says the same thing with other values is one change, not one gone and one new.
 *
 * Source  SPEC J12.
 */
export function comparePrinted(before: PrintedRulebook, after: PrintedRulebook): ChangedSentence[] {
  const gone = before.sections.filter(({ id }) => !after.sections.some((section) => section.id === id));
  const title =
    key(before.title) === key(after.title)
      ? []
      : [{ section: 'title', heading: bare(after.title), before: bare(before.title), after: bare(after.title) }];
  return [
    ...title,
    ...[...after.sections, ...gone].flatMap(({ id, heading }) => {
      const left = [before, after].map(({ sections }) => sections.find((each) => each.id === id)?.sentences ?? []);
      const [old = [], now = []] = left;
      const olds = old.filter((sentence) => !now.some((other) => key(other) === key(sentence)));
      const nows = now.filter((sentence) => !old.some((other) => key(other) === key(sentence)));
      const rest = [...olds];
      const changes = nows.map((sentence) => {
        const at = rest.findIndex((other) => other.id === sentence.id);
        const [was] = at === -1 ? [] : rest.splice(at, 1);
        return { section: id, heading, before: was ? bare(was) : null, after: bare(sentence) };
      });
      return [...changes, ...rest.map((was) => ({ section: id, heading, before: bare(was), after: null }))];
    }),
  ];
}
