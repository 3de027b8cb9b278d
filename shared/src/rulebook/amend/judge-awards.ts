import { isSame } from '../draft/changes.ts';
import type { Award, Prize } from '../model/award.ts';
import type { Rulebook } from '../model/rulebook.ts';
import { type Problem, problem } from '../read/problem.ts';
import { asJson, isSameButTexts } from './same-but-texts.ts';

type States = ReadonlyMap<string, 'open' | 'closed'>;
/** awards: those that people compete for as it was; standings: those that count already as it would be. */
type Holding = { awards: States; standings: States };

/** Prizes that people compete for already: more and higher ones until the close, in the order they have, under the same caps. */
export function judgeAwards(before: Rulebook, after: Rulebook, { awards: held, standings }: Holding): Problem[] {
  const order = after.awards.map(({ id }) => id).filter((id) => held.has(id));
  const isInOrder = order.join(' ') === [...held.keys()].join(' ');
  const capsOf = ({ caps }: Rulebook) => caps.filter(({ over }) => over.some((id) => held.has(id)));
  return [
    ...before.awards.flatMap((award) => {
      const state = held.get(award.id);
      return state ? judgeAward(award, after, state) : [];
    }),
    ...(isInOrder ? [] : [problem('amend-begun', ['awards'])]),
    ...(isSameButTexts(capsOf(before), capsOf(after)) ? [] : [problem('amend-begun', ['caps'])]),
    ...judgeNew(before, after, held, standings),
  ];
}

function judgeAward(old: Award, { awards }: Rulebook, state: 'open' | 'closed'): Problem[] {
  const at = awards.findIndex(({ id }) => id === old.id);
  const now = awards[at];
  if (!now) return [problem('amend-begun', ['awards'])];
  if (state === 'closed') return isSame(asJson(old), asJson(now)) ? [] : [problem('amend-closed', ['awards', at])];
  if (old.from !== now.from || !isSameButTexts(old.needs, now.needs)) return [problem('amend-begun', ['awards', at])];
  const lower = old.prizes.findIndex((prize, n) => !isAtLeast(prize, now.prizes[n]));
  return [
    ...(takesAtLeast(old.take, now.take) ? [] : [problem('amend-only-more', ['awards', at, 'take'])]),
    ...(lower === -1 ? [] : [problem('amend-only-more', ['awards', at, 'prizes', lower])]),
  ];
}

/** A new list of prizes from a standing that counts already comes last, and not after the close. */
function judgeNew(before: Rulebook, after: Rulebook, held: States, standings: States): Problem[] {
  const known = new Set(before.awards.map(({ id }) => id));
  const lastHeld = Math.max(-1, ...after.awards.flatMap(({ id }, at) => (held.has(id) ? [at] : [])));
  return after.awards.flatMap((award, at) => {
    const state = standings.get(award.from);
    if (known.has(award.id) && (held.has(award.id) || state === undefined)) return [];
    if (state === 'closed') return [problem('amend-closed', ['awards', at])];
    return state === 'open' && at < lastHeld ? [problem('amend-begun', ['awards', at])] : [];
  });
}

function takesAtLeast(old: Award['take'], now: Award['take']): boolean {
  if (old.kind === 'ranks' && now.kind === 'ranks') return now.upTo >= old.upTo;
  if (old.kind === 'share' && now.kind === 'share') return now.share >= old.share;
  return old.kind === now.kind;
}

function isAtLeast(old: Prize, now: Prize | undefined): boolean {
  if (!now) return false;
  const isAsMany = old.count === null ? now.count === null : now.count !== null && now.count >= old.count;
  const isSameElse = isSameButTexts([old.needs, old.points], [now.needs, now.points]);
  return isAsMany && isSameElse && (now.certificate || !old.certificate) && isWorthAtLeast(old.value, now.value);
}

function isWorthAtLeast(old: Prize['value'], now: Prize['value']): boolean {
  if (old === null) return true;
  if (old.kind === 'money') return now?.kind === 'money' && now.amount >= old.amount;
  return now?.kind === 'goods';
}
