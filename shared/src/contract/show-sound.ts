import { z } from 'zod';
import { limits } from './limits.ts';
import { PictureHash } from './media.ts';
import { line } from './text.ts';

/** What sounds in the hall: the screens play it, the MC's page turns it. SPEC H42. */

/** As a cue of a file names it. */
export const SoundName = line(1, limits.soundNameLengthMax);
/** A sound of a contest's own, played over and over beneath a cue. Its file is `/api/pictures/` and its hash. */
export type OwnSound = { name: string; hash: string; durationMs: number };

/** screen:sound */
export const SoundSetting = z.object({
  on: z.boolean(),
  /** Percent. */
  volume: z.number().int().min(0).max(100),
  /** The music beneath: what the cue names, nothing, or one sound whatever the cue names. */
  bed: z.union([z.enum(['cue', 'none']), PictureHash]),
  /** Whether the screens say in words what sounds. */
  captions: z.boolean(),
});
export type SoundSetting = z.infer<typeof SoundSetting>;
export const RemoveSound = z.object({ hash: PictureHash });

/** What a screen plays now. `bed`: null where there is none. */
export type ScreenSound = Pick<SoundSetting, 'on' | 'volume' | 'captions'> & { bed: OwnSound | null };

/** What a screen does with it. blocked: the browser gives no sound before a key is pressed. failed: it cannot play the file. */
export const soundStates = ['off', 'on', 'blocked', 'failed'] as const;
export type SoundState = (typeof soundStates)[number];
/** sound:report */
export const ReportSound = z.object({ state: z.enum(soundStates) });

export type McSound = {
  setting: SoundSetting;
  sounds: OwnSound[];
  /** Screens that should sound and do not. */
  silent: number;
  /** Sounds that cues of the run name and the contest does not have. */
  missing: string[];
};
