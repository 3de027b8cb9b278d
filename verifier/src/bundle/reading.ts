import { fromHex, leafHash, hash as sha, startHash, toHex, utf8 } from '../bytes.ts';
import { canonical } from '../canonical.ts';
import type { Attempt, Person, Unit } from '../judge/facts.ts';
import { listRounds, partOf, type Round } from '../judge/rounds.ts';
import { type Rulebook, readRulebook } from '../rulebook.ts';
import { type Given, type Item, type Marked, mark, type Ruled, readItem } from '../score/score.ts';
import { readSubmission, type Submission, sit } from '../score/sitting.ts';
import { Hashes, rootOf } from '../tree.ts';
import type { Findings } from '../verdict.ts';
import { BundleRefused } from './read-lines.ts';
import { type Control, type Decision, Said } from './said.ts';

export type Header = {
  kind: string;
  contest: string;
  slug: string;
  origin: string;
  size: number;
  root: string;
  madeAt: number;
  rounds: string[];
  unitsOpen: boolean;
};
type Line = { t?: unknown } & Record<string, unknown>;
const sizeMax = 2 ** 24;
const isText = (value: unknown): value is string => typeof value === 'string';

/** A bundle as it is read: the log, what is said in it, and every attempt with its points computed again. */
export class Reading extends Said {
  header: Header | null = null;
  root: Uint8Array | null = null;
  attempts = 0;
  readonly checkpoints: string[] = [];
  readonly cosignatures: { size: number; line: string }[] = [];
  readonly attemptsOf = new Map<string, Map<string, Attempt[]>>();
  readonly people = new Map<string, Person>();
  readonly predictions = new Map<string, Map<string, number>>();
  readonly byId = new Map<string, { attempt: Attempt; person: string }>();
  readonly unscored = new Map<string, number>();
  readonly #questions = new Map<string, { hashes: Uint8Array[]; items: Map<string, Item>; opened: number }>();
  readonly #members = new Map<string, { hashes: Uint8Array[]; units: Map<string, string | null>; closed: number }>();
  readonly #findings: Findings;
  readonly #roots = new Map<number, Uint8Array>();
  readonly #wrong = new Map<string, { count: number; attempt: string }>();
  #hashes = new Hashes(0);
  #withheld = 0;
  #names = 0;
  #destroyed = 0;
  #isStarted = false;
  #rulesOf = new Map<number, { book: Rulebook; rounds: Map<string, Round> }>();
  #ruled = new Map<string, { ruled: Map<string, Ruled>[] }>();
  #watched = new Set<string>();
  #isEnded = false;
  readonly #text = startHash();

  constructor(findings: Findings) {
    super();
    this.#findings = findings;
  }

  get madeAt(): number {
    return this.header?.madeAt ?? 0;
  }

  rootAt(size: number): Uint8Array {
    const known = this.#roots.get(size) ?? this.#hashes.root(size);
    this.#roots.set(size, known);
    return known;
  }

  /** Where a leaf of this hash stands. */
  placeOf(hash: Uint8Array): number | null {
    for (let at = 0; at < this.#hashes.count; at++) {
      const own = this.#hashes.get(at);
      if (own[0] === hash[0] && own[31] === hash[31] && own.every((byte, i) => byte === hash[i])) return at;
    }
    return null;
  }

  /** The unit at the close; undefined: it is not known here. */
  unitAt = (round: string, person: string): string | null | undefined => this.#members.get(round)?.units.get(person);
  get areUnitsOpen(): boolean {
    return [...this.#members.values()].some(({ units }) => units.size > 0);
  }

  /** Whether everybody's unit at the close of a round is open. */
  areUnitsWhole(round: string): boolean {
    const own = this.#members.get(round);
    return own ? own.closed === 0 : (this.members.get(round)?.count ?? 0) === 0;
  }

  take(text: string, number: number) {
    let line: Line;
    try {
      line = JSON.parse(text) as Line;
    } catch {
      throw new BundleRefused('not-json', number);
    }
    if (typeof line !== 'object' || line === null || this.#isEnded) throw formatFault(number);
    if (line.t !== 'end') this.#text.update(utf8(text)).update(lineBreak);
    if (number === 1) return this.#takeHeader(line);
    switch (line.t) {
      case 'checkpoint':
        if (!isText(line.note)) throw formatFault(number);
        return void this.checkpoints.push(line.note);
      case 'cosignature':
        if (!isText(line.line) || typeof line.size !== 'number') throw formatFault(number);
        return void this.cosignatures.push({ size: line.size, line: line.line });
      case 'question':
        return this.#takeQuestion(line, number);
      case 'member':
        return this.#takeMember(line, number);
      case 'hash': {
        const hash = isText(line.hash) ? fromHex(line.hash) : null;
        if (!hash) throw formatFault(number);
        this.#withheld += 1;
        return this.#put(line.i, hash);
      }
      case 'leaf':
        if (!isText(line.leaf)) throw formatFault(number);
        this.#put(line.i, leafHash(line.leaf));
        return this.#takeLeaf(line.leaf, line, number);
      case 'end':
        if (line.lines !== number || line.hash !== toHex(this.#text.digest()))
          throw new BundleRefused('cut-short', number);
        this.#isEnded = true;
        return;
      default:
        throw formatFault(number);
    }
  }

  #takeHeader(line: Line) {
    const { t, v, kind, contest, slug, origin, size, root, madeAt, rounds } = line;
    const texts = [kind, contest, slug, origin, root].every(isText);
    if (t !== 'bundle' || v !== 1 || !texts || typeof madeAt !== 'number' || !Array.isArray(rounds))
      throw formatFault(1);
    if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 1 || size > sizeMax) throw formatFault(1);
    this.header = line as unknown as Header;
    this.#hashes = new Hashes(size);
  }

  #put(place: unknown, hash: Uint8Array) {
    if (!this.#hashes.put(Number(place), hash))
      this.#findings.add('broken', 'log.place-twice', { place: String(place) });
  }

  #takeQuestion(line: Line, number: number) {
    const { round, n, leaf, hash } = line;
    if (!isText(round)) throw formatFault(number);
    const own = this.#questions.get(round) ?? { hashes: [] as Uint8Array[], items: new Map<string, Item>(), opened: 0 };
    this.#questions.set(round, own);
    const bytes = isText(leaf) ? leafHash(leaf) : isText(hash) ? fromHex(hash) : null;
    if (!bytes) throw formatFault(number);
    if (n !== null) own.hashes.push(bytes);
    if (!isText(leaf)) return;
    const question = readJson(leaf) as { id?: unknown; body?: unknown } | null;
    const item = isText(question?.id) ? readItem(question.id, question.body) : null;
    if (item) own.items.set(item.id, item);
    own.opened += 1;
  }

  #takeMember(line: Line, number: number) {
    const { round, person, unit, open } = line;
    if (!isText(round) || !isText(person) || !(unit === null || isText(unit))) throw formatFault(number);
    const own = this.#members.get(round) ?? {
      hashes: [] as Uint8Array[],
      units: new Map<string, string | null>(),
      closed: 0,
    };
    this.#members.set(round, own);
    own.hashes.push(leafHash(canonical({ person, unit })));
    if (!Array.isArray(open)) own.closed += 1;
    else if (unit !== null && opens(unit, 'unit', open)) own.units.set(person, (open[1] as string | null) ?? null);
    else this.#findings.add('broken', 'members.seal', { what: person });
  }

  #takeLeaf(text: string, line: Line, number: number) {
    const leaf = readJson(text) as (Control & Record<string, unknown>) | null;
    const isLeaf =
      leaf !== null && typeof leaf === 'object' && leaf.v === 1 && isText(leaf.kind) && Number.isSafeInteger(leaf.at);
    if (!isLeaf) return this.#findings.add('broken', 'log.leaf', { place: String(line.i) });
    if (leaf.kind !== 'submission') {
      if (this.#isStarted) throw formatFault(number); // what is said comes before what was submitted
      if (canonical(leaf) !== text || !this.note(leaf, Number(line.i)))
        this.#findings.add('broken', 'log.leaf', { place: String(line.i) });
      return;
    }
    const submission = readSubmission(leaf);
    if (!submission) return this.#findings.add('broken', 'log.leaf', { place: String(line.i) });
    if (!this.#isStarted) this.#start();
    if (submission.sealed.name === null) this.#destroyed += 1;
    if (Array.isArray(line.name)) {
      if (submission.sealed.name !== null && opens(submission.sealed.name, 'name', line.name)) this.#names += 1;
      else this.#findings.add('broken', 'members.seal', { what: submission.attempt });
    }
    this.#takeSubmission(submission, Number(line.i));
  }

  /** Everything that marks rest on has been read. */
  #start() {
    this.#isStarted = true;
    for (const all of this.brought.values())
      for (const [id, { registeredAt }] of all) this.people.set(id, { id, registeredAt });
    for (const [version, value] of this.rules) {
      const book = readRulebook(value);
      if (!book) continue;
      this.#rulesOf.set(version, {
        book,
        rounds: new Map(listRounds(book, this.closes).map((round) => [round.id, round])),
      });
    }
    for (const [round, { items }] of this.#questions) {
      const epochs: Map<string, Ruled>[] = [new Map([...items].map(([id, item]) => [id, { item, counts: 'usual' }]))];
      for (const { decision } of this.keyDecisions) epochs.push(ruleAgain(epochs.at(-1)!, decision));
      this.#ruled.set(round, { ruled: epochs });
    }
    for (const { decision } of this.decisions) if ('attempt' in decision) this.#watched.add(decision.attempt);
  }

  bookOf = (version: number): Rulebook | null => {
    if (!this.#isStarted) this.#start();
    return this.#rulesOf.get(version)?.book ?? null;
  };

  #takeSubmission(leaf: Submission, place: number) {
    this.attempts += 1;
    const round = this.#rulesOf.get(leaf.rules)?.rounds.get(leaf.round);
    const quiz = round && partOf(round, 'quiz');
    if (!round || !quiz) return this.#findings.add('broken', 'rules.missing', { version: leaf.rules });
    const sat = sit(leaf, {
      pacing: quiz.pacing,
      questionSeconds: quiz.questionSeconds,
      time: round.time,
      closesAt: round.closesAt,
    });
    for (const what of sat.wrong) this.#noteWrong(what, leaf.attempt);
    if (leaf.at < round.opensAt) this.#noteWrong('before-opening', leaf.attempt);
    const settled = this.settledAt.get(leaf.round);
    if (settled !== undefined && place > settled && this.begunAt < place)
      this.#findings.add('broken', 'attempts.after-close', { attempt: leaf.attempt, round: leaf.round });
    if (leaf.practice || (leaf.simulated && !this.isDemo)) return;
    const marks = this.#mark(leaf, sat.last, quiz.points);
    if (!marks) this.unscored.set(leaf.round, (this.unscored.get(leaf.round) ?? 0) + 1);
    this.#keep(leaf, place, sat, marks ?? [unmarked]);
  }

  #mark(leaf: Submission, last: ReturnType<typeof sit>['last'], points: Parameters<typeof mark>[2]): Marked[] | null {
    const epochs = this.#ruled.get(leaf.round)?.ruled;
    if (!epochs) return null;
    const given = new Map<string, Given>();
    for (const [position, [, , options, typed]] of last)
      given.set(leaf.questions[position - 1] ?? '', { options, typed });
    const marks: Marked[] = [];
    for (const ruled of epochs) {
      const paper = leaf.questions.map((id) => ruled.get(id));
      if (paper.some((each) => each === undefined)) return null;
      marks.push(mark(paper as Ruled[], given, points));
    }
    return marks;
  }

  #keep(leaf: Submission, place: number, sat: ReturnType<typeof sit>, marks: readonly Marked[]) {
    const { person, round, ordinal, prediction } = leaf;
    const attempt: Attempt = {
      ...{
        place,
        ordinal,
        startedAt: leaf.startedAt,
        submittedAt: leaf.at,
        elapsed: sat.elapsed,
        lastChange: sat.lastChange,
      },
      ...{ bits: leaf.bits, marks, voidedAt: null },
    };
    const people = this.attemptsOf.get(round) ?? new Map<string, Attempt[]>();
    this.attemptsOf.set(round, people);
    const own = people.get(person);
    if (own?.some((each) => each.ordinal === ordinal))
      this.#findings.add('broken', 'attempts.ordinal', { person, ordinal, round });
    if (own) own.push(attempt);
    else people.set(person, [attempt]);
    if (!this.people.has(person)) this.people.set(person, { id: person, registeredAt: leaf.registeredAt });
    if (this.#watched.has(leaf.attempt)) this.byId.set(leaf.attempt, { attempt, person });
    if (prediction === null) return;
    const guesses = this.predictions.get(round) ?? new Map<string, number>();
    this.predictions.set(round, guesses);
    if ((guesses.get(person) ?? prediction) !== prediction)
      this.#findings.add('broken', 'predictions.differ', { person, round });
    guesses.set(person, prediction);
  }

  #noteWrong(what: string, attempt: string) {
    const known = this.#wrong.get(what);
    if (known) known.count += 1;
    else this.#wrong.set(what, { count: 1, attempt });
  }

  /** The last line was read: what can be said of the whole. */
  end(lines: number) {
    const { header } = this;
    if (!header || !this.#isEnded) throw new BundleRefused('cut-short', lines);
    if (!this.#isStarted) this.#start();
    const missing = this.#hashes.missing();
    if (missing > 0) this.#findings.add('broken', 'log.missing', { count: missing });
    this.root = this.rootAt(header.size);
    const sameRoot = toHex(this.root) === header.root;
    this.#findings.add(sameRoot ? 'holds' : 'broken', sameRoot ? 'log.root-holds' : 'log.root', { count: header.size });
    for (const what of this.twice) this.#findings.add('broken', 'log.twice', { what });
    if (!this.origins.has(header.origin) || !this.contests.has(header.contest) || this.contests.size > 1)
      this.#findings.add('broken', 'log.head');
    if (this.continues)
      this.#findings.add('unknown', 'log.continues', { size: this.continues.size, reason: this.continues.reason });
    this.#endQuestions();
    this.#endMembers();
    for (const [what, { count, attempt }] of this.#wrong)
      this.#findings.add('broken', 'attempts.wrong', { what, count, attempt });
    if (this.#wrong.size === 0 && this.attempts > 0)
      this.#findings.add('holds', 'attempts.holds', { count: this.attempts });
    for (const [round, count] of this.unscored) this.#findings.add('unknown', 'questions.closed', { round, count });
    if (this.#withheld > 0) this.#findings.add('unknown', 'withheld', { count: this.#withheld });
    if (this.#names > 0) this.#findings.add('holds', 'names.open', { count: this.#names });
    if (this.#destroyed > 0) this.#findings.add('unknown', 'deletions', { count: this.#destroyed });
    if (this.decisions.length > 0) this.#findings.add('holds', 'decisions', { count: this.decisions.length });
  }

  #endQuestions() {
    const [first] = this.#rulesOf.values();
    for (const [round, { hashes, opened }] of this.#questions) {
      const committed = this.commitments.get(round);
      if (!committed) {
        this.#findings.add('unknown', 'questions.none', { round });
        continue;
      }
      const agrees = committed.count === hashes.length && toHex(rootOf(hashes)) === committed.root;
      if (!agrees) this.#findings.add('broken', 'questions.root', { round });
      else if (committed.at >= (first?.rounds.get(round)?.opensAt ?? 0))
        this.#findings.add('unknown', 'questions.late', { round });
      else if (opened > 0) this.#findings.add('holds', 'questions.holds', { round, count: hashes.length });
    }
  }

  #endMembers() {
    for (const [round, { hashes, closed }] of this.#members) {
      const said = this.members.get(round);
      const agrees = said?.count === hashes.length && toHex(rootOf(hashes)) === said.root;
      this.#findings.add(agrees ? 'holds' : 'broken', agrees ? 'members.holds' : 'members.root', {
        round,
        count: hashes.length,
      });
      if (closed > 0) this.#findings.add('unknown', 'units.closed');
    }
    if (this.#members.size === 0) this.#findings.add('unknown', 'units.closed');
  }

  unitsOf(round: string): ReadonlyMap<string, Unit> {
    return new Map((this.units.get(round) ?? []).map((unit) => [unit.code, unit]));
  }
}

const lineBreak = Uint8Array.of(10);
const unmarked: Marked = { points: 0, pointsMax: 0, right: 0, wrong: 0, blank: 0, rightByLevel: null };
const formatFault = (line: number) => new BundleRefused('format', line);

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Whether salt and value make the sealed hash. */
function opens(sealed: string, name: string, open: readonly unknown[]): boolean {
  const [salt, value] = open;
  const bytes = isText(salt) ? fromHex(salt) : null;
  if (bytes?.length !== 16) return false;
  const text = utf8(`${name}\0${canonical(value)}`);
  return toHex(sha(Uint8Array.of(...bytes, ...text))) === sealed;
}

/** The key of one question after a decision. */
function ruleAgain(before: ReadonlyMap<string, Ruled>, decision: Decision): Map<string, Ruled> {
  const after = new Map(before);
  if (decision.do !== 'key') return after;
  const known = before.get(decision.question);
  if (!known) return after;
  const { item } = known;
  if (decision.right === 'drop') after.set(item.id, { item, counts: 'dropped' });
  else if (decision.right === 'everybody') after.set(item.id, { item, counts: 'everybody' });
  else if ('right' in item) after.set(item.id, { item: { ...item, right: decision.right }, counts: 'usual' });
  return after;
}
