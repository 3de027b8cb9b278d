import { createHash } from 'node:crypto';
import { limits } from '@hoithi/shared/contract/limits';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { UnitMapDesk, UnitMapPreview } from '@hoithi/shared/contract/unit-map';
import { listLevels, mainLevel } from '@hoithi/shared/rules/units/main-level';
import type { App } from '../app-parts.ts';
import { type By, reaches } from '../contest/contest-scope.ts';
import type { CachedContest } from '../contest/contests.ts';
import { lockContest } from '../contest/contests-sql.ts';
import { dropUnitMap, saveUnitMap } from '../contest/unit-maps-sql.ts';
import { readUpload } from '../documents/read-upload.ts';
import { writeAudit } from '../platform/audit.ts';
import type { MapDone, MapTask, workOnMap } from './work-on-map.ts';

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
    file,
    level: order.level,
    units: units.map(({ code, name }) => ({ code, name })),
    codeProperty: order.codeProperty,
  });
  if (made === null) return accept(tooHeavy(order.level));
  const { preview, topology } = made;
  if (!order.write || topology === null) return accept(preview);

  const before = versionOf(contest, order.level);
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
      detail: {
        ...{ level, source, licence, joined: preview.joined, bytes: preview.bytes },
        before: { version: before },
        after: { version: madeAtMs },
      },
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
  const contest = contestOf(app, by, contestId);
  if (!contest) return refuse({ code: 'not_found', what: 'contest' });
  const detail = { before: { version: versionOf(contest, level) }, after: { version: null } };
  const deleted = await app.db.transaction(async (tx) => {
    const dropped = await dropUnitMap(tx, contestId, level);
    const atMs = app.clock.nowMs();
    if (dropped) await writeAudit(tx, { contestId, atMs, actor: by.actor, act: 'map:remove', object: level, detail });
    return dropped;
  });
  if (!deleted) return refuse({ code: 'not_found', what: 'map' });
  await publishChange(app, contestId);
  return accept({ level });
}

/** Of the map that a level has. */
const versionOf = ({ maps }: CachedContest, level: string): number | null =>
  maps.find((map) => map.level === level)?.version ?? null;

function contestOf(app: Pick<App, 'contests'>, by: By, contestId: string): CachedContest | null {
  const contest = app.contests.byId(contestId);
  return contest && reaches(by, contest) ? contest : null;
}

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

/** Makes a map from a file; null: it took too much time or memory. SPEC U26. */
export const makeMap = (task: MapTask, msMax: number = limits.mapWorkMsMax): Promise<MapDone | null> =>
  readUpload<typeof workOnMap>({ program: 'map-worker', given: [task], msMax });
