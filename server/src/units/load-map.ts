import { createHash } from 'node:crypto';
import { limits } from '@hoithi/shared/contract/limits';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { UnitMapDesk, UnitMapPreview } from '@hoithi/shared/contract/unit-map';
import { listLevels, mainLevel } from '@hoithi/shared/rules/units/main-level';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { lockContest } from '../contest/contests-sql.ts';
import { dropUnitMap, saveUnitMap } from '../contest/unit-maps-sql.ts';
import { writeAudit } from '../platform/audit.ts';
import { startWorker } from '../platform/programs.ts';
import type { MapDone, MapTask } from './work-on-map.ts';

type By = { actor: string; contestId: string | null };
type Deps = Pick<App, 'bus' | 'clock' | 'contests' | 'db'>;
export type MapOrder = {
  level: string;
  codeProperty: string | null;
  source: string;
  licence: string;
  write: boolean;
};

/** What maps there are and may be, the main level first. SPEC U26. */
export function listMaps(app: Pick<App, 'contests'>, by: By, contestId: string): Result<UnitMapDesk> {
  const contest = contestOf(app, by, contestId);
  if (!contest) return refuse({ code: 'not_found', what: 'contest' });
  const units = [...contest.units.units.values()];
  const main = mainLevel(units);
  const others = listLevels(units).filter((level) => level !== main);
  return accept({ levels: main === null ? others : [main, ...others], maps: contest.maps });
}

/** Reads a GeoJSON file for one level of a contest; with `write` the simplified map is saved. SPEC U24-U26. */
export async function loadMap(
  app: Deps,
  by: By,
  contestId: string,
  file: Buffer,
  order: MapOrder,
): Promise<Result<UnitMapPreview>> {
  const contest = contestOf(app, by, contestId);
  if (!contest) return refuse({ code: 'not_found', what: 'contest' });
  const units = [...contest.units.units.values()].filter((unit) => unit.level === order.level);
  if (units.length === 0) return refuse({ code: 'not_found', what: 'level' });
  const made = await makeMap({
    file: new Uint8Array(file),
    level: order.level,
    units: units.map(({ code, name }) => ({ code, name })),
    codeProperty: order.codeProperty,
  });
  if (made === null) return accept(tooHeavy(order.level));
  const { preview, topology } = made;
  if (!order.write || topology === null) return accept(preview);

  await app.db.transaction(async (tx) => {
    await lockContest(tx, contestId);
    const madeAtMs = app.clock.nowMs();
    const { level, source, licence } = order;
    await saveUnitMap(tx, {
      contestId,
      level,
      version: madeAtMs,
      topology,
      madeAtMs,
      source,
      licence,
      actor: by.actor,
    });
    await writeAudit(tx, {
      contestId,
      atMs: madeAtMs,
      actor: by.actor,
      act: 'map:load',
      object: createHash('sha256').update(file).digest('hex').slice(0, 16),
      detail: { level, source, licence, joined: preview.joined, bytes: preview.bytes },
    });
  });
  await publishChange(app, contestId);
  return accept({ ...preview, written: true });
}

/** Deletes a level's map; its tiles are shown instead. SPEC U26. */
export async function removeMap(
  app: Deps,
  by: By,
  contestId: string,
  level: string,
): Promise<Result<{ level: string }>> {
  if (!contestOf(app, by, contestId)) return refuse({ code: 'not_found', what: 'contest' });
  const deleted = await app.db.transaction(async (tx) => {
    const dropped = await dropUnitMap(tx, contestId, level);
    const atMs = app.clock.nowMs();
    if (dropped)
      await writeAudit(tx, { contestId, atMs, actor: by.actor, act: 'map:remove', object: level, detail: {} });
    return dropped;
  });
  if (!deleted) return refuse({ code: 'not_found', what: 'map' });
  await publishChange(app, contestId);
  return accept({ level });
}

const contestOf = (app: Pick<App, 'contests'>, by: By, contestId: string): CachedContest | null =>
  by.contestId !== null && by.contestId !== contestId ? null : app.contests.byId(contestId);

async function publishChange(app: Pick<App, 'bus' | 'contests'>, contestId: string): Promise<void> {
  await app.contests.load(contestId);
  app.bus.publish('contest:changed', { contestId });
}

const tooHeavy = (level: string): UnitMapPreview => ({
  level,
  features: 0,
  codeProperty: null,
  nameProperty: null,
  properties: [],
  joined: 0,
  byName: [],
  ambiguous: [],
  repeated: [],
  unmatchedUnits: [],
  unmatchedFeatures: [],
  problems: [{ feature: 0, problem: 'too_heavy', value: '' }],
  problemCount: 1,
  bytes: 0,
  written: false,
});

const memoryMbMax = 768;

/**
 * Makes a map in a thread of its own, within a time and a memory of its own; null: it took more. One at a time in this
 * process. The file's bytes are moved to the thread and are empty here afterwards. SPEC U26.
 */
export function makeMap(task: MapTask, msMax: number = limits.mapWorkMsMax): Promise<MapDone | null> {
  const made = lastMap.then(() => runWorker(task, msMax));
  lastMap = made.then(
    () => undefined,
    () => undefined,
  );
  return made;
}
let lastMap: Promise<void> = Promise.resolve();

function runWorker(task: MapTask, msMax: number): Promise<MapDone | null> {
  return new Promise((resolve, reject) => {
    const worker = startWorker('map-worker', {
      workerData: task,
      transferList: [task.file.buffer as ArrayBuffer],
      resourceLimits: { maxOldGenerationSizeMb: memoryMbMax },
    });
    const timer = setTimeout(() => end(() => resolve(null)), msMax);
    function end(settle: () => void): void {
      clearTimeout(timer);
      worker.removeAllListeners();
      worker.on('error', () => undefined); // errors of a thread that is being ended
      void worker.terminate();
      settle();
    }
    worker.once('message', (done: MapDone) => end(() => resolve(done)));
    worker.once('error', (fault: NodeJS.ErrnoException) =>
      end(() => (fault.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve(null) : reject(fault))),
    );
    worker.once('exit', (code) => end(() => reject(new Error(`the map's thread ended with ${code}`))));
  });
}
