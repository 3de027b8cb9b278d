import { z } from 'zod';
import type { ParticipationView } from './participation.ts';
import type { Result } from './result.ts';
import type { PublicResults } from './results.ts';

/** The hall's rooms before the live show exists: the MC chooses which picture the screens show. SPEC H*. */
export const screenPictures = ['welcome', 'participation', 'winners'] as const;
export const ScreenPicture = z.enum(screenPictures);
export type ScreenPicture = z.infer<typeof ScreenPicture>;

export type ScreenView = {
  version: number;
  picture: ScreenPicture;
  joinUrl: string;
  participation: ParticipationView;
  results: PublicResults | null; // latest published round
};
/** `/screen`: opened by a secret link, nobody touches it. */
export const EnterScreen = z.object({ token: z.string().min(16).max(100) });
export type ScreenToServer = {
  'room:enter': (m: z.infer<typeof EnterScreen>, ack: (a: Result<ScreenView>) => void) => void;
};
export type ServerToScreen = { view: (view: ScreenView) => void };

/** `/mc` */
export const ShowPicture = z.object({ picture: ScreenPicture });
export type McView = ScreenView & { screenPath: string; screensConnected: number };
export type McToServer = {
  'room:enter': (m: Record<string, never>, ack: (a: Result<McView>) => void) => void;
  'screen:show': (m: z.infer<typeof ShowPicture>, ack: (a: Result<{ picture: ScreenPicture }>) => void) => void;
};
export type ServerToMc = { view: (view: McView) => void };

/** `/unit-leader` */
export type UnitLeaderToServer = {
  'room:enter': (m: Record<string, never>, ack: (a: Result<ParticipationView>) => void) => void;
};
export type ServerToUnitLeader = { view: (view: ParticipationView) => void };
