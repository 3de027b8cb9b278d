import type { SaidDecision } from '../decided.ts';
import type { Unit } from '../judge/facts.ts';
import { type LotsSaid, noteLots } from './lots-said.ts';
import { readUnits, type UnitsSaid } from './units-said.ts';

/** What the log says beside submissions. docs/proof.md, part 3. */

export type Control = { v: number; kind: string; at: number };
export type Decision =
  | { do: 'void' | 'restore'; attempt: string }
  | { do: 'exclude' | 'include'; person: string }
  | { do: 'key'; question: string; right: string[] | 'drop' | 'everybody' }
  | { do: 'order'; list: string; ids: string[]; draw?: string }
  | { do: 'lots'; award: string; ids: string[]; draw?: string }
  | { do: 'decline'; population: string; id: string }
  | { do: 'incident' | 'other' };
export type StandingLeaf = {
  at: number;
  round: string;
  version: number;
  list: number;
  id: string;
  rules: number;
  target: number | null;
  places: { count: number; hash: string };
  prizes: [person: string, prize: number][];
  undecided: number;
};
/** What is said of one draw, in the order of the log. docs/proof.md, part 10. */
export type DrawSaid = {
  named: { place: number; at: number; of: DrawnOf; list: { count: number; hash: string }; source: Source } | null;
  seed: { place: number; at: number; value: string | null; reason: string } | null;
  drawn: { place: number; ids: string[] } | null;
};
export type DrawnOf = { kind: 'award' | 'tie'; round: string; version: number; id: string; rank: number | null };
export type Source =
  | { kind: 'lottery'; company: string; prize: string; at: number; digits: number }
  | { kind: 'committed'; people: { name: string; hash: string }[] };
/** A signed version of a round's numbers, and what a run of a show came to. */
export type TableSaid = {
  at: number;
  round: string;
  no: number;
  rows: [column: string, id: string, value: number | null][];
};
export type ShowSaid = {
  at: number;
  round: string;
  show: string;
  rows: [person: string, place: number, points: number][];
};
export type Brought = { registeredAt: number; bits: string };

const isText = (value: unknown): value is string => typeof value === 'string';
const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText);

export class Said {
  key: string | null = null;
  isDemo = false;
  /** Place of the leaf behind which everything from before the log stands. */
  begunAt = -1;
  continues: { origin: string; size: number; root: string; reason: string } | null = null;
  readonly origins = new Set<string>();
  readonly contests = new Set<string>();
  readonly twice: string[] = [];
  readonly rules = new Map<number, unknown>();
  readonly commitments = new Map<string, { at: number; count: number; root: string }>();
  readonly closes = new Map<string, number>();
  readonly settledAt = new Map<string, number>();
  readonly members = new Map<string, { count: number; root: string }>();
  readonly units = new Map<string, Unit[]>();
  readonly decisions: SaidDecision[] = [];
  readonly keyDecisions: { at: number; decision: Decision }[] = [];
  readonly standings: StandingLeaf[] = [];
  readonly finalized = new Map<string, number>();
  readonly published: { round: string; version: number }[] = [];
  readonly draws = new Map<string, DrawSaid>();
  readonly lots = new Map<string, LotsSaid>();
  readonly unitStandings = new Map<number, UnitsSaid>();
  readonly publishedUnits = new Set<number>();
  readonly rotations: { key: string; signature: string | null }[] = [];
  readonly tables: TableSaid[] = [];
  readonly shows: ShowSaid[] = [];
  readonly closedAt = new Map<string, number>();
  /** By round: whom its tables and shows give a number, with the digits of the close. */
  readonly brought = new Map<string, Map<string, Brought>>();
  /** By round: who stood on each list when it was settled. */
  readonly lists = new Map<string, ReadonlyMap<string, ReadonlySet<string>>>();
  readonly #subjects = new Set<string>();

  /** false: the leaf has not what its kind has. */
  note(leaf: Control & Record<string, unknown>, place: number): boolean {
    const { kind, at, round } = leaf;
    const once = (...what: unknown[]) => {
      const subject = [kind, ...what].join('/');
      if (this.#subjects.has(subject)) this.twice.push(subject);
      this.#subjects.add(subject);
    };
    switch (kind) {
      case 'log':
        return this.#noteLog(leaf);
      case 'begun':
        this.begunAt = place;
        return true;
      case 'rules':
        once(leaf.version);
        this.rules.set(Number(leaf.version), leaf.rulebook);
        return typeof leaf.version === 'number';
      case 'questions':
        once(round);
        if (!isText(round) || !isText(leaf.root) || typeof leaf.count !== 'number') return false;
        this.commitments.set(round, { at, count: leaf.count, root: leaf.root });
        return true;
      case 'timetable':
        once(round, leaf.seq);
        if (!isText(round) || typeof leaf.closesAt !== 'number') return false;
        if (!this.settledAt.has(round)) this.closes.set(round, leaf.closesAt);
        return true;
      case 'close':
        once(round);
        return this.#noteClose(leaf, place);
      case 'standing':
        once(round, leaf.version, leaf.list);
        return this.#noteStanding(leaf);
      case 'finalization':
        once(round, leaf.version);
        if (!isText(round) || typeof leaf.version !== 'number' || !isTexts(leaf.by)) return false;
        this.finalized.set(`${round}/${leaf.version}`, leaf.by.length);
        return true;
      case 'publication':
        once(round, leaf.version);
        if (!isText(round) || typeof leaf.version !== 'number' || !isText(leaf.document)) return false;
        this.published.push({ round, version: leaf.version });
        return true;
      case 'decision':
        once(leaf.no);
        return this.#noteDecision(leaf, place);
      case 'table':
        once(round, leaf.no);
        if (!isText(round) || typeof leaf.no !== 'number' || !areRows(leaf.rows, isCell)) return false;
        this.tables.push(leaf as unknown as TableSaid);
        return true;
      case 'show':
        once(round, leaf.show, leaf.run);
        if (!isText(round) || !isText(leaf.show) || !isText(leaf.run) || !areRows(leaf.rows, isPlace)) return false;
        this.shows.push(leaf as unknown as ShowSaid);
        return true;
      case 'key':
        if (!isText(leaf.key) || !(leaf.signature === null || isText(leaf.signature))) return false;
        this.rotations.push({ key: leaf.key, signature: leaf.signature });
        return true;
      case 'audit':
        return typeof leaf.seq === 'number' && isText(leaf.hash);
      case 'units': {
        once(leaf.version);
        const units = readUnits(leaf);
        if (units) this.unitStandings.set(units.version, units);
        return units !== null;
      }
      case 'units-publication':
        once(leaf.version);
        if (typeof leaf.version !== 'number' || !isText(leaf.document)) return false;
        this.publishedUnits.add(leaf.version);
        return true;
      case 'lots':
        once(leaf.draw, leaf.naming, leaf.step);
        return noteLots(this.lots, leaf, place);
      case 'seed':
      case 'draw':
        once(leaf.draw, leaf.step);
        return this.#noteDraw(leaf, place);
      default:
        return true; // of a later version: it is in the tree, and nothing else is known of it
    }
  }

  #noteDraw(leaf: Control & Record<string, unknown>, place: number): boolean {
    const { kind, at, draw, step, value, reason, ids } = leaf;
    if (!isText(draw)) return false;
    const own = this.draws.get(draw) ?? { named: null, seed: null, drawn: null };
    this.draws.set(draw, own);
    if (kind === 'draw') {
      if (!isTexts(ids)) return false;
      own.drawn = { place, ids };
      return true;
    }
    if (step === 0) {
      own.named = readNamed(leaf, place);
      return own.named !== null;
    }
    if (step !== 1 || !(isText(value) || (value === null && isText(reason)))) return false;
    own.seed = { place, at, value, reason: isText(reason) ? reason : '' };
    return true;
  }

  #noteLog({ contest, origin, key, demo, continues }: Record<string, unknown>): boolean {
    if (!isText(contest) || !isText(origin) || !isText(key)) return false;
    this.origins.add(origin);
    this.contests.add(contest);
    this.key = key;
    this.isDemo = demo === true;
    if (continues !== null) this.continues = continues as Said['continues'];
    return true;
  }

  #noteClose(
    { at, round, closesAt, members, units, brought, lists }: Control & Record<string, unknown>,
    place: number,
  ): boolean {
    const said = members as { count?: unknown; root?: unknown } | null;
    if (!isText(round) || typeof closesAt !== 'number' || typeof said?.count !== 'number' || !isText(said.root))
      return false;
    if (!Array.isArray(units)) return false;
    this.closes.set(round, closesAt);
    this.settledAt.set(round, place);
    this.members.set(round, { count: said.count, root: said.root });
    this.units.set(round, units as Unit[]);
    this.closedAt.set(round, at);
    if (brought !== undefined) {
      if (!areRows<BroughtRow>(brought, isBrought)) return false;
      this.brought.set(round, new Map(brought.map(([person, registeredAt, bits]) => [person, { registeredAt, bits }])));
    }
    if (lists !== undefined) {
      if (!areRows<ListRow>(lists, isList)) return false;
      this.lists.set(round, new Map(lists.map(([list, people]) => [list, new Set(people)])));
    }
    return true;
  }

  #noteStanding(leaf: Record<string, unknown>): boolean {
    const { round, version, list, id, rules, target, places, prizes, undecided } = leaf;
    const counted = places as { count?: unknown; hash?: unknown } | null;
    const fits =
      [round, id].every(isText) &&
      [version, list, rules, undecided, counted?.count].every((each) => typeof each === 'number') &&
      (target === null || typeof target === 'number') &&
      isText(counted?.hash) &&
      Array.isArray(prizes);
    if (fits) this.standings.push(leaf as unknown as StandingLeaf);
    return fits;
  }

  #noteDecision({ at, no, reason, decision }: Control & Record<string, unknown>, place: number): boolean {
    const said = decision as Decision | null;
    if (typeof said !== 'object' || said === null || !isText(said.do)) return false;
    this.decisions.push({ no: String(no), place, at, reason: isText(reason) ? reason : '', decision: said });
    if (said.do === 'key') this.keyDecisions.push({ at, decision: said });
    return true;
  }

  /** Numbers of tables and shows by round and source, as they counted at an instant: those of a settled round stand. docs/proof.md, part 7. */
  numbersAt(at: number): Map<string, Map<string, number>> {
    const numbers = new Map<string, Map<string, number>>();
    const of = (source: string) => {
      const own = numbers.get(source) ?? new Map<string, number>();
      numbers.set(source, own);
      return own;
    };
    const counts = (said: { at: number; round: string }) =>
      said.at <= Math.min(at, this.closedAt.get(said.round) ?? at);
    for (const { round, rows } of this.tables.filter(counts).sort((one, other) => one.no - other.no))
      for (const [column, id, value] of rows) {
        if (value === null) of(`${round}/column/${column}`).delete(id);
        else of(`${round}/column/${column}`).set(id, value);
      }
    const last = new Map<string, ShowSaid>();
    for (const said of this.shows.filter(counts)) {
      const key = `${said.round}/${said.show}`;
      if (said.at >= (last.get(key)?.at ?? said.at)) last.set(key, said);
    }
    for (const { round, show, rows } of last.values())
      for (const [person, place, points] of rows) {
        of(`${round}/place/${show}`).set(person, place);
        of(`${round}/points/${show}`).set(person, points);
      }
    return numbers;
  }
}

type Cell = [column: string, id: string, value: number | null];
type PlaceRow = [person: string, place: number, points: number];
type BroughtRow = [person: string, registeredAt: number, bits: string];
type ListRow = [list: string, people: string[]];
const isNumber = (value: unknown): value is number => typeof value === 'number';
const isCell = ([column, id, value]: unknown[]): boolean =>
  isText(column) && isText(id) && (value === null || isNumber(value));
const isPlace = ([person, place, points]: unknown[]): boolean => isText(person) && isNumber(place) && isNumber(points);
const isBrought = ([person, at, bits]: unknown[]): boolean => isText(person) && isNumber(at) && isText(bits);
const isList = ([list, people]: unknown[]): boolean => isText(list) && isTexts(people);
function areRows<R extends Cell | PlaceRow | BroughtRow | ListRow>(
  rows: unknown,
  fits: (row: unknown[]) => boolean,
): rows is R[] {
  return Array.isArray(rows) && rows.every((row) => Array.isArray(row) && fits(row));
}

/** null: it does not name what a draw needs. */
function readNamed(leaf: Control & Record<string, unknown>, place: number): DrawSaid['named'] {
  const { at, of, list, source } = leaf as unknown as {
    at: number;
    of?: DrawnOf;
    list?: { count: number; hash: string };
  } & {
    source?: Source;
  };
  const isOf = of && isText(of.round) && isText(of.id) && typeof of.version === 'number';
  const isWhole = isOf && (of.kind === 'award' ? of.rank === null : of.kind === 'tie' && typeof of.rank === 'number');
  const isList = list && typeof list.count === 'number' && isText(list.hash);
  const isSource =
    source?.kind === 'lottery'
      ? isText(source.company) && Number.isSafeInteger(source.at) && Number.isSafeInteger(source.digits)
      : source?.kind === 'committed' &&
        Array.isArray(source.people) &&
        source.people.every((each) => isText(each?.name) && isText(each?.hash));
  return isWhole && isList && isSource && source ? { place, at, of, list, source } : null;
}
