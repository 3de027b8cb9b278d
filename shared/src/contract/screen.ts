import { z } from 'zod';
import { ContestId } from './ids.ts';
import type { ParticipationView } from './participation.ts';
import type { PublicParticipation, UnitRace } from './public-participation.ts';
import type { Result } from './result.ts';
import type { PublicResults } from './results.ts';
import type { BoardStage, CountJoined, DriveShow, Floor, HallFigures, OpenRun, StageView, TakeRun } from './show.ts';
import type { McShow } from './show-mc.ts';
import type { ModerateRun } from './show-names.ts';
import type { ReadReport, RunReport } from './show-report.ts';
import type { McSound, RemoveSound, ReportSound, ScreenSound, SoundSetting } from './show-sound.ts';

/** view:enter of the MC. Whoever may drive in several contests names one; a link is for one. */
export const EnterMc = z.object({ contestId: ContestId.nullable().default(null) });
export type EnterMc = z.infer<typeof EnterMc>;

/** While no show is on, the MC chooses which still picture the screens show; a show takes the screens over. SPEC H9. */
export const screenPictures = ['welcome', 'participation', 'winners'] as const;
export const ScreenPicture = z.enum(screenPictures);
export type ScreenPicture = z.infer<typeof ScreenPicture>;

export type ScreenView = {
  version: number;
  picture: ScreenPicture;
  joinUrl: string;
  participation: ParticipationView;
  /** Every unit, while participation or a launch is what the screen shows; the race where the cue shows it. */
  everyUnit: { figures: PublicParticipation; race: UnitRace | null } | null;
  results: PublicResults | null; // latest published round; at a cue of winners, that cue's round
  /** null: no show is on. `floor`: while an elimination shows who is in. */
  show: {
    stage: StageView;
    figures: HallFigures;
    floor: Floor | null;
    sound: ScreenSound;
    /** QR and code for latecomers stand in a corner of the picture, as the MC chose. SPEC H24a. */
    corner: boolean;
    /** Where a screen asked for it: the board as the hall may see it. */
    board: BoardStage | null;
  } | null;
};
/** `/screen`: opened by a secret link, nobody touches it. */
export const EnterScreen = z.object({
  token: z.string().min(16).max(100),
  /** It shows the board, whatever the stage shows. */
  board: z.boolean().default(false),
});
export type ScreenToServer = {
  'view:enter': (m: z.input<typeof EnterScreen>, ack: (a: Result<ScreenView>) => void) => void;
  'sound:report': (m: z.infer<typeof ReportSound>, ack: (a: Result<null>) => void) => void;
};
export type ServerToScreen = { view: (view: ScreenView) => void; 'screen:revoked': () => void };

/** `/mc` */
export const ShowPicture = z.object({ picture: ScreenPicture });
/** screen:corner */
export const ShowCorner = z.object({ on: z.boolean() });
export type McView = Omit<ScreenView, 'show' | 'everyUnit'> & {
  /** The way in stands in a corner of every picture of a show. */
  corner: boolean;
  screenPath: string;
  screensConnected: number;
  sound: McSound;
  show: McShow;
};
export type McToServer = {
  'view:enter': (m: z.input<typeof EnterMc>, ack: (a: Result<McView>) => void) => void;
  'screen:show': (m: z.infer<typeof ShowPicture>, ack: (a: Result<{ picture: ScreenPicture }>) => void) => void;
  /** Makes a new secret link; screens opened by the old one go dark. Answers with the new path. */
  'screen:renew': (m: Record<string, never>, ack: (a: Result<{ screenPath: string }>) => void) => void;
  'screen:corner': (m: z.infer<typeof ShowCorner>, ack: (a: Result<null>) => void) => void;
  'screen:sound': (m: z.infer<typeof SoundSetting>, ack: (a: Result<null>) => void) => void;
  'sound:remove': (m: z.infer<typeof RemoveSound>, ack: (a: Result<null>) => void) => void;
  'run:open': (m: z.input<typeof OpenRun>, ack: (a: Result<{ runId: string }>) => void) => void;
  'run:count': (m: z.input<typeof CountJoined>, ack: (a: Result<{ persons: number }>) => void) => void;
  'run:take': (m: z.input<typeof TakeRun>, ack: (a: Result<{ seq: number }>) => void) => void;
  'run:drive': (m: z.input<typeof DriveShow>, ack: (a: Result<{ seq: number }>) => void) => void;
  'run:moderate': (m: z.input<typeof ModerateRun>, ack: (a: Result<{ seq: number }>) => void) => void;
  'run:report': (m: z.input<typeof ReadReport>, ack: (a: Result<RunReport>) => void) => void;
};
export type ServerToMc = {
  view: (view: McView) => void;
  /** What this very session may do in the contest, said before the view that it enters by: views are one for all. SPEC I50. */
  may: (permissions: string[]) => void;
};
