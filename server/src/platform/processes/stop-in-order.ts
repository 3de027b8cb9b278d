import closeWithGrace from 'close-with-grace';
import type { Logger } from 'pino';
import type { SupervisorLink } from './own-supervisor.ts';

/** From the first request to stop until the process ends; whatever takes longer is cut off. Units: ms. */
const stopWithinMs = 20_000;

/**
 * Ends the process in order, once, at the first request: the supervisor's, SIGTERM, or Ctrl-C. A terminal and some service
 * managers signal every process at once, so under a supervisor only the supervisor acts on Ctrl-C. SPEC N3.
 */
export function stopInOrder(
  { log, supervisor }: { log: Logger; supervisor: Pick<SupervisorLink, 'onStop'> | null },
  close: (how: { move: boolean }) => Promise<void>,
): void {
  let move = false;
  const grace = closeWithGrace(
    { delay: stopWithinMs, skip: ['SIGTERM', 'SIGINT', 'SIGHUP'] },
    async ({ err, manual }) => {
      if (err) log.fatal({ err }, 'the server stops after an unexpected error');
      await close({ move: manual === true && move });
    },
  );
  let begun = false;
  const stop = (othersStay: boolean) => {
    if (begun) return;
    begun = true;
    move = othersStay;
    grace.close();
  };
  supervisor?.onStop(stop);
  process.on('SIGTERM', () => stop(true));
  process.on('SIGHUP', () => supervisor || stop(true));
  process.on('SIGINT', () => {
    if (supervisor) return;
    if (begun) process.exit(1); // Ctrl-C twice: the person at the terminal does not want to wait
    stop(true);
  });
}
