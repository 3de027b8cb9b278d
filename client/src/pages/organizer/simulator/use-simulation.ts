import { useCallback, useEffect, useRef, useState } from 'react';
import type { SimulationNews, SimulationOrder } from './simulate-worker.ts';

export type Simulation =
  | { is: 'idle' }
  | { is: 'running'; share: number }
  | Exclude<SimulationNews, { is: 'progress' }>;

/** Parts of the whole that each step stands for. */
const parts = { people: [0, 0.1], round: [0.1, 0.8], results: [0.9, 0.1] } as const;

/** One simulation at a time in a thread of its own; it ends with the page, or when it is stopped. */
export function useSimulation() {
  const [simulation, setSimulation] = useState<Simulation>({ is: 'idle' });
  const worker = useRef<Worker | null>(null);
  const end = useCallback(() => {
    worker.current?.terminate();
    worker.current = null;
  }, []);
  const start = useCallback(
    (order: SimulationOrder) => {
      end();
      setSimulation({ is: 'running', share: 0 });
      const made = new Worker(new URL('./simulate-worker.ts', import.meta.url), { type: 'module' });
      worker.current = made;
      made.onerror = ({ message }) => {
        setSimulation({ is: 'failed', message });
        end();
      };
      made.onmessage = ({ data }: MessageEvent<SimulationNews>) => {
        if (data.is === 'progress') {
          const { step, done, of } = data.progress;
          const [from, part] = parts[step];
          return setSimulation({ is: 'running', share: from + (part * done) / Math.max(1, of) });
        }
        setSimulation(data);
        end();
      };
      made.postMessage(order);
    },
    [end],
  );
  const stop = useCallback(() => {
    end();
    setSimulation({ is: 'idle' });
  }, [end]);
  useEffect(() => end, [end]);
  return { simulation, start, stop };
}
