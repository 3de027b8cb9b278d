import { drawOrderMax } from '@hoithi/shared/contract/draws';
import { ShowFile } from '@hoithi/shared/contract/show-file';
import { drawLots, seedOfValues } from '@hoithi/shared/rules/lots';
import type { NumberedShowEvent, ShowEvent } from '@hoithi/shared/rules/show/show-event';
import type { LotsLeaf } from '../log/leaves.ts';
import type { Queries } from '../platform/db/database.ts';
import { readRun, readShow, readShowEvents } from './shows-sql.ts';

/** Which drawing a cue of a run is, for whoever makes it again. */
export const drawOfCue = (runId: string, cueIndex: number): string => `${runId}/${cueIndex + 1}`;

/** A hall's list is hashed in parts, so that answers and clocks are served meanwhile. */
export const orderOf = (
  draw: string,
  { ids, listHash }: { ids: readonly string[]; listHash: string },
  seed: string,
): Promise<number[]> =>
  drawLots({ draw, listHash, seed }, ids.length, drawOrderMax, () => new Promise((done) => setImmediate(done)));

type Naming = { cueIndex: number; naming: number; ids: string[]; listHash: string; numbers: number[] | null };
type Of = { runId: string; file: ShowFile };

/** Whether an event has leaves of its own. */
export const hasLots = ({ kind }: ShowEvent): boolean => kind === 'lots-named' || kind === 'lots-opened';

/**
 * What the log says of the draws of a run, by the event that it is about: each naming, what was opened, and at the end who won.
 *
 * Source  SPEC Z19; docs/proof.md, part 10.
 */
export async function lotsLeaves(
  { runId, file }: Of,
  events: readonly NumberedShowEvent[],
): Promise<{ seq: number; leaf: LotsLeaf }[]> {
  const leaves: { seq: number; leaf: LotsLeaf }[] = [];
  const last = new Map<number, Naming>();
  const removed = new Set<string>();
  const headOf = ({ cueIndex, naming }: Naming, at: number) =>
    ({ v: 1, kind: 'lots', at, draw: drawOfCue(runId, cueIndex), naming }) as const;
  for (const event of events) {
    const { seq, happenedAtMs: at } = event;
    if (event.kind === 'removed') removed.add(event.playerId);
    else if (event.kind === 'cleared') for (const playerId of event.playerIds) removed.add(playerId);
    else if (event.kind === 'lots-named') {
      const { cueIndex, ids, listHash, people } = event;
      const named = { cueIndex, naming: (last.get(cueIndex)?.naming ?? 0) + 1, ids, listHash, numbers: null };
      last.set(cueIndex, named);
      const wanted = wantedOf(file, cueIndex);
      const list = { count: ids.length, hash: listHash, ids };
      leaves.push({ seq, leaf: { ...headOf(named, at), step: 0, wanted, list, people } });
    } else if (event.kind === 'lots-opened') {
      const named = last.get(event.cueIndex);
      if (!named) continue;
      const head = headOf(named, at);
      const { values } = event;
      named.numbers = await orderOf(head.draw, named, seedOfValues(values));
      leaves.push({ seq, leaf: { ...head, step: 1, values, numbers: named.numbers } });
    } else if (event.kind === 'ended') {
      for (const named of last.values()) {
        const absent = named.ids.flatMap((id, index) => (removed.has(id) ? [index + 1] : []));
        const there = named.numbers?.filter((number) => !removed.has(named.ids[number - 1] ?? '')) ?? null;
        const winners = there?.slice(0, wantedOf(file, named.cueIndex)) ?? null;
        leaves.push({ seq, leaf: { ...headOf(named, at), step: 2, absent, winners } });
      }
    }
  }
  return leaves;
}

function wantedOf({ cues }: ShowFile, cueIndex: number): number {
  const cue = cues[cueIndex];
  return cue?.kind === 'draw' ? cue.winners : 0;
}

/** The same out of the ledger. */
export async function readLotsLeaves(db: Queries, runId: string): Promise<LotsLeaf[]> {
  const row = await readRun(db, { id: runId });
  const show = row && !row.rehearsal ? await readShow(db, row.show_id) : null;
  if (!show) return [];
  const made = await lotsLeaves({ runId, file: ShowFile.parse(show.file) }, await readShowEvents(db, runId, 0));
  return made.map(({ leaf }) => leaf);
}
