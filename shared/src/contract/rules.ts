import { z } from 'zod';

/** Words of the rules that pages, the ledger and files name. Source: domain (a2) to (a5). */

export const audiences = ['CITIZEN', 'OFFICIAL', 'WORKER', 'ARMED_FORCES', 'MEMBER', 'STUDENT'] as const;
export const Audience = z.enum(audiences);
export type Audience = z.infer<typeof Audience>;

export const predictionKinds = ['ALL_CORRECT_PERSONS', 'PARTICIPANT_PERSONS', 'ATTEMPTS'] as const;
export const PredictionKind = z.enum(predictionKinds);
export type PredictionKind = z.infer<typeof PredictionKind>;

/** Keys of the ladder, first to last. Direction is the key's own: more points, less time, nearer, earlier, fewer. */
export const ladderKeys = [
  'score',
  'elapsed',
  'predictionError',
  'submittedAt',
  'startedAt',
  'fewerAttempts',
  'perfectAttempts',
  'registeredAt',
] as const;
export const LadderKey = z.enum(ladderKeys);
export type LadderKey = z.infer<typeof LadderKey>;

export const timeResolutions = { second: 1000, tenth: 100, millisecond: 1 } as const;
export const TimeResolution = z.enum(['second', 'tenth', 'millisecond']);
export type TimeResolution = z.infer<typeof TimeResolution>;

export const profileFieldKeys = [
  'name',
  'unit',
  'audience',
  'birthDate',
  'address',
  'nationalId',
  'email',
  'jobTitle',
] as const;
export const ProfileFieldKey = z.enum(profileFieldKeys);
export type ProfileFieldKey = z.infer<typeof ProfileFieldKey>;

export const consentPurposes = ['take-part', 'publish-name', 'photos', 'notices'] as const;
export const ConsentPurpose = z.enum(consentPurposes);
export type ConsentPurpose = z.infer<typeof ConsentPurpose>;
