import closeWithGrace from 'close-with-grace';
import type { Logger } from 'pino';
import type { Supervisor } from './own-supervisor.ts';

/** The whole way from the first word to the end; whatever hangs longer is cut off. Units: ms. */
const stopWithinMs = 20_000;

/**
 * Ends the process in order, once, at the first word: the supervisor's, SIGTERM, or Ctrl-C. A terminal and some service
 * managers give their signal to every process at once, so under a supervisor Ctrl-C is the supervisor's to hear, and a
 * second word changes nothing. SPEC N3.
 */
export function stopInOrder(
  { log, supervisor }: { log: Logger; supervisor: Supervisor | null },
  close: (how: { move: boolean }) => Promise<void>,
): void {
  let move = false;
  const grace = closeWithGrace(
    { delay: stopWithinMs, skip: ['SIGTERM', 'SIGINT', 'SIGHUP'] },
    async ({ err, manual }) => {
      if (err) log.fatal({ err }, 'the house closes on a fault');
      await close({ move: manual === true && move });
    },
  );
  let begun = false;
  const stop = (others: boolean) => {
    if (begun) return;
    begun = true;
    move = others;
    grace.close();
  };
  supervisor?.onStop(stop);
  process.on('SIGTERM', () => stop(true));
  process.on('SIGHUP', () => supervisor || stop(true));
  process.on('SIGINT', () => {
    if (supervisor) return;
    if (begun) process.exit(1); // Ctrl-C twice: whoever sits there does not want to wait
    stop(true);
  });
}
