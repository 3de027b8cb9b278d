/** What has to be undone, whatever happens: the latest first, each once. */
export type Leaving = { undo(work: () => unknown): void; leave(): Promise<void> };

export function onLeaving(): Leaving {
  const works: (() => unknown)[] = [];
  return {
    undo: (work) => works.push(work),
    async leave() {
      for (let work = works.pop(); work; work = works.pop()) {
        try {
          await work();
        } catch (fault) {
          process.stderr.write(`cleaning up: ${String(fault)}\n`);
        }
      }
    },
  };
}
