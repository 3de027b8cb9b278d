/**
 * Runs heavy work one piece at a time, in the order asked for. null: too many wait already, nothing was begun.
 *
 * Source  SPEC C19.
 */
export function inTurn(waitingMax: number): <T>(work: () => Promise<T>) => Promise<T | null> {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return async (work) => {
    if (waiting >= waitingMax) return null;
    waiting++;
    const own = last.then(work).finally(() => waiting--);
    last = own.catch(() => undefined); // whoever asked hears of it; the next does not
    return own;
  };
}
