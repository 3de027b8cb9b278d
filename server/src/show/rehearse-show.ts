import { randomBytes, randomUUID } from 'node:crypto';
import { isHeading } from '@hoithi/shared/contract/unit-level';
import { seededRandom, shuffled } from '@hoithi/shared/rules/random';
import { buzzerOf } from '@hoithi/shared/rules/show/buzzer';
import { phaseOf } from '@hoithi/shared/rules/show/fold-show';
import { itemOf, joinOptions, keyAsGiven, type ShowItem } from '@hoithi/shared/rules/show/show-item';
import type { App } from '../app-parts.ts';
import type { CachedRun, Player } from './cached-run.ts';
import { addPlayer } from './join-run.ts';
import { submitShowAnswer } from './submit-show-answer.ts';

const givenNames = [
  'An',
  'Bình',
  'Chi',
  'Dũng',
  'Hà',
  'Hạnh',
  'Hùng',
  'Lan',
  'Linh',
  'Mai',
  'Minh',
  'Nam',
  'Ngọc',
  'Phúc',
  'Quân',
  'Sơn',
  'Thảo',
  'Trang',
  'Tuấn',
  'Yến',
];

type JoinDeps = Parameters<typeof addPlayer>[0];
type Deps = Pick<App, 'clock' | 'log' | 'runs'> & Parameters<typeof submitShowAnswer>[0];

/** Adds a crowd of simulated players to a rehearsal. They are marked; a rehearsal counts nowhere. SPEC H17, C3. */
export async function joinCrowd(app: JoinDeps, run: CachedRun, persons: number): Promise<void> {
  const contest = app.contests.byId(run.row.contest_id);
  const units = [...(contest?.units.units.values() ?? [])].filter((unit) => !isHeading(unit.level));
  const random = seededRandom(run.row.id);
  await Promise.all(
    Array.from({ length: persons }, (_, at) =>
      addPlayer(app, run, {
        device_hash: null,
        token: randomBytes(32).toString('hex'),
        contestant: null,
        nickname: `${pick(givenNames, random)} ${at + 1}`,
        unitCode: pick(units, random)?.code ?? null,
        simulated: true,
      }),
    ),
  );
}

/** What somebody gives who does not know: options at random, an order at random, a number around the right one. */
function inventGiven(item: ShowItem, random: () => number): string {
  if (item.kind === 'number') return String(Math.round(item.value * (0.7 + 0.6 * random())));
  if (item.kind === 'text') return pick(givenNames, random) ?? '';
  const drawn = shuffled(item.options, random).map(({ id }) => id);
  const count = item.kind === 'order' ? drawn.length : item.kind === 'several' ? Math.max(1, item.right.length) : 1;
  return joinOptions(item.kind, drawn.slice(0, count));
}

const pick = <T>(from: readonly T[], random: () => number): T | undefined => from[Math.floor(random() * from.length)];

/**
 * Lets the simulated players of rehearsals answer, each once, at a moment and with a skill of its own. Every process does
 * it for the runs it has loaded; an answer that two of them send is saved once. The rehearsal goes on when a process dies.
 */
export function scheduleShowRehearsals(app: Deps): { stop(): void } {
  const started = new Set<string>();
  const waiting = new Set<NodeJS.Timeout>();

  function answerLater(run: CachedRun, joined: Player): void {
    const asking = run.state.current;
    const cue = asking && run.file.cues[asking.cueIndex];
    if (!asking || !cue || !('question' in cue) || !('id' in cue.question)) return;
    const item = itemOf(cue.question);
    const random = seededRandom(`${joined.playerId}:${asking.asking}`);
    const skill = 0.35 + 0.5 * seededRandom(joined.playerId)();
    if (random() < 0.04) return; // some never answer
    const afterMs = 900 + random() ** 1.5 * (cue.seconds * 1000 - 1500);
    if (buzzerOf(cue) !== null && random() < 0.6) return; // not everybody presses
    const given = random() < skill ? keyAsGiven(item) : inventGiven(item, random);
    const timer = setTimeout(
      () => {
        waiting.delete(timer);
        const arrival = { atMs: app.clock.nowMs(), roundTripMs: null };
        const message = { answerId: randomUUID(), asking: asking.asking, given };
        submitShowAnswer(app, run, joined, message, arrival).then(
          () => app.runs.touchFigures(run),
          (fault: unknown) => app.log.warn({ err: fault }, 'a simulated answer was lost'),
        );
      },
      Math.max(0, asking.opensAtMs + afterMs - app.clock.nowMs()),
    );
    timer.unref();
    waiting.add(timer);
  }

  app.runs.onChange(({ run }) => {
    const asking = run.state.current;
    if (!run.row.rehearsal || !asking || phaseOf(run.state, app.clock.nowMs()) !== 'open') return;
    const key = `${run.row.id}:${asking.asking}`;
    if (started.has(key)) return;
    started.add(key);
    for (const joined of run.players.values())
      if (joined.simulated && run.mayAnswer(asking.cueIndex, joined.playerId) === true) answerLater(run, joined);
  });
  return {
    stop() {
      for (const timer of waiting) clearTimeout(timer);
    },
  };
}
