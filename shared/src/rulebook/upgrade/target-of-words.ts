import { foldText } from '../../rules/fold.ts';
import type { StoredRules } from './stored-rules.ts';

/** How a group's words name the levels of units. Source: domain (a2) 22. */
const wordsOf: Record<string, readonly string[]> = {
  AGENCY: ['so', 'ban nganh', 'nganh', 'doan the', 'co quan', 'cap tinh', 'cqdv'],
  DISTRICT: ['huyen', 'quan', 'thi xa', 'thanh pho', 'cap huyen'],
  COMMUNE: ['xa', 'phuong', 'thi tran', 'dac khu', 'cap xa'],
  SCHOOL: ['truong', 'truong hoc', 'nha truong'],
};
const everywhere = ['cac cap', 'moi don vi', 'tat ca'];

/** Words of two syllables contain no word of one: "thị xã" is no "xã", "cơ quan" no "quận", "xã hội" no "xã". */
const joined = ['thi xa', 'co quan', 'co so', 'xa hoi', 'quan su', 'quan doi'];
const join = (text: string): string => joined.reduce((all, word) => all.replaceAll(word, word.replace(' ', '_')), text);
const says = (text: string, word: string): boolean => ` ${join(text)} `.includes(` ${join(word)} `);

/**
 * The target of a unit's group. A group that names the unit's block comes first, then one that names its level, then one
 * that names no level or all of them; within these the first of the rules counts.
 *
 * Units    1 is 100 %; null: the rules set none for units of this group.
 * Source   SPEC U11; domain (a2) 22.
 */
export function targetOf(
  unit: { level: string; block: string | null },
  unitTargets: StoredRules['unitTargets'],
): number | null {
  const block = unit.block === null ? null : foldText(unit.block);
  const ownWords = wordsOf[unit.level] ?? [foldText(unit.level)];
  const fits = (group: string): number => {
    if (block !== null && block !== '' && says(group, block)) return 3;
    if (everywhere.some((word) => says(group, word))) return 1;
    if (ownWords.some((word) => says(group, word))) return 2;
    return Object.values(wordsOf).some((words) => words.some((word) => says(group, word))) ? 0 : 1;
  };
  let best: { fit: number; rate: number } | null = null;
  for (const { group, minRate } of unitTargets) {
    const fit = fits(foldText(group.vi));
    if (fit > (best?.fit ?? 0)) best = { fit, rate: minRate };
  }
  return best?.rate ?? null;
}
