import { limits } from '@hoithi/shared/contract/limits';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { McSound, OwnSound, ScreenSound, SoundSetting } from '@hoithi/shared/contract/show-sound';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { setUses } from '../media/media-sql.ts';
import { storeSound } from '../media/store-sound.ts';
import { writeAudit } from '../platform/audit.ts';
import type { CachedRun } from './cached-run.ts';
import { lockSounds, openScreen, type ScreenRow, setSound, setSounds } from './screens-sql.ts';

type Deps = Pick<App, 'bus' | 'clock' | 'db'>;
type Sent = { name: string; type: string; bytes: Buffer };

/**
 * Takes a sound for the shows of a contest under a name; one that has the name is replaced. Whoever has the address may play it.
 *
 * Refuses  not_in_demo; sound_refused; too_many_sounds when the contest has as many as it may.
 * Source   SPEC H42, X9.
 */
export async function addSound(
  app: Deps,
  contest: CachedContest,
  sent: Sent,
  actor: string,
): Promise<Result<OwnSound>> {
  if (contest.demo) return refuse({ code: 'not_in_demo' });
  const stored = await storeSound(app, sent);
  if (!stored.ok) return stored;
  const { hash, durationMs } = stored.value;
  const added = { name: sent.name, hash, durationMs };
  return changeSounds(app, contest.contestId, { act: 'sound:add', name: sent.name, actor }, (sounds) => {
    const others = sounds.filter(({ name, hash: known }) => name !== sent.name && known !== hash);
    if (others.length >= limits.ownSoundsMax) return refuse({ code: 'too_many_sounds', max: limits.ownSoundsMax });
    return accept({ sounds: [...others, added], value: added });
  });
}

/** Takes a sound out of the list; a show that names it has no music there. Refuses not_found. */
export const removeSound = (app: Deps, contestId: string, hash: string, actor: string): Promise<Result<null>> =>
  changeSounds(app, contestId, { act: 'sound:remove', name: hash, actor }, (sounds) => {
    const others = sounds.filter((each) => each.hash !== hash);
    return others.length === sounds.length
      ? refuse({ code: 'not_found', what: 'sound' })
      : accept({ sounds: others, value: null });
  });

async function changeSounds<T>(
  app: Deps,
  contestId: string,
  { act, name, actor }: { act: string; name: string; actor: string },
  change: (sounds: OwnSound[]) => Result<{ sounds: OwnSound[]; value: T }>,
): Promise<Result<T>> {
  await openScreen(app.db, contestId);
  const changed = await app.db.transaction(async (tx) => {
    const made = change(await lockSounds(tx, contestId));
    if (!made.ok) return made;
    const { sounds, value } = made.value;
    const atMs = app.clock.nowMs();
    await setSounds(tx, contestId, sounds);
    const hashes = sounds.map(({ hash }) => hash);
    await setUses(tx, { kind: 'screen', contestId }, { hashes, isPublic: true, atMs });
    await writeAudit(tx, { contestId, atMs, actor, act, object: 'screen', detail: { name } });
    return accept(value);
  });
  if (changed.ok) app.bus.publish('screen:changed', { contestId });
  return changed;
}

/** Turns the sound of the hall: on, how loud, the music, words beside it. */
export async function turnSound(
  app: Deps,
  contestId: string,
  setting: SoundSetting,
  actor: string,
): Promise<Result<null>> {
  const before = (await openScreen(app.db, contestId)).sound;
  await app.db.transaction(async (tx) => {
    await setSound(tx, contestId, setting);
    const detail = { before, after: setting };
    await writeAudit(tx, { contestId, atMs: app.clock.nowMs(), actor, act: 'screen:sound', object: 'screen', detail });
  });
  app.bus.publish('screen:changed', { contestId });
  return accept(null);
}

/** What the screens play at the cue that is on. SPEC H42. */
export function viewSound({ sound, sounds }: ScreenRow, run: CachedRun): ScreenSound {
  const { on, volume, captions, bed } = sound;
  const named = run.file.cues[run.state.cueIndex]?.bed;
  const wanted = sounds.find(({ hash, name }) => (bed === 'cue' ? name === named : hash === bed));
  return { on, volume, captions, bed: wanted ?? null };
}

export function viewMcSound({ sound, sounds }: ScreenRow, run: CachedRun | null, silent: number): McSound {
  const known = new Set(sounds.map(({ name }) => name));
  const named = new Set(run?.file.cues.flatMap(({ bed }) => bed ?? []));
  return { setting: sound, sounds, silent, missing: [...named].filter((name) => !known.has(name)) };
}
