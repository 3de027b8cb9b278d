/** What has to be undone, whatever happens: the latest first, each once. */
export type Leaving = {
  undo(work: () => unknown): void;
  /** Whoever calls it, and however often: it resolves when all is undone. */
  leave(): Promise<void>;
};

export function onLeaving(): Leaving {
  const works: (() => unknown)[] = [];
  let leaving: Promise<void> | null = null;

  async function undoNow(work: () => unknown): Promise<void> {
    try {
      await work();
    } catch (fault) {
      process.stderr.write(`cleaning up: ${String(fault)}\n`);
    }
  }
  async function undoAll(): Promise<void> {
    for (let work = works.pop(); work; work = works.pop()) await undoNow(work);
  }

  return {
    undo(work) {
      if (leaving)
        void undoNow(work); // what was still being started when the run ended
      else works.push(work);
    },
    leave() {
      leaving ??= undoAll();
      return leaving;
    },
  };
}
