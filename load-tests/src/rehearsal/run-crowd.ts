import { setTimeout as pause } from 'node:timers/promises';
import type { RehearsalJudged, RehearsalTaken } from '@hoithi/shared/contract/rehearsal';
import { planCrowd } from '@hoithi/shared/rules/rehearsal/plan-crowd';
import { openReceived } from './received.ts';
import { ServerRefused, sendEnd, sendProgress } from './server-connection.ts';
import { sitAsPhone } from './sit-as-phone.ts';

const progressEveryMs = 2_000;
/** Whoever has not submitted by then has been delayed. */
const patienceMs = 30_000;

/** The server has ended the rehearsal meanwhile. */
export class RehearsalEnded extends Error {}

/** Plays the crowd of a rehearsal from the first join to the verdict. SPEC Y3, Y5. */
export async function runCrowd(
  url: string,
  taken: RehearsalTaken,
  tell: (line: string) => void,
): Promise<RehearsalJudged> {
  const { people, endsAtMs } = planCrowd(taken.workload, taken.attempt, taken.token);
  const received = openReceived(url);
  const begunMs = performance.now();
  let ended = false;
  const over = (): boolean => ended || performance.now() > begunMs + endsAtMs + patienceMs;
  const run = { begunMs, over, resendPercent: taken.workload.resendPercent, received };

  const all = Promise.all(
    people.map((plan, at) => {
      const player = {
        url,
        cookie: `hoithi_contestant=${taken.sessions[at]}`,
        slug: taken.slug,
        roundId: taken.roundId,
      };
      return sitAsPhone(plan, player, run);
    }),
  );
  let sitting = true;
  const watch = (async () => {
    while (sitting) {
      const figures = received.figures();
      tell(
        `${figures.seconds.toFixed(0)} s: ${figures.joined} joined, ${figures.answersAcked} answers, ${figures.submitted} handed in`,
      );
      await sendProgress(url, taken.token, figures).catch((fault: unknown) => {
        if (fault instanceof ServerRefused && fault.refusal.code === 'rehearsal_over') ended = true;
        else received.countError('progress could not be reported');
      });
      await Promise.race([pause(progressEveryMs), all]);
    }
  })();
  await all;
  sitting = false;
  await watch;
  if (ended) throw new RehearsalEnded('the server has ended the rehearsal');
  return sendEnd(url, taken.token, received.acked, received.figures());
}
