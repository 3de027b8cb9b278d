import type { Permission } from '@hoithi/shared/rules/permissions';

type Session = { may: readonly string[] };
const drive: Permission = 'show:drive';
const moderate: Permission = 'show:moderate';
const load: Permission = 'show:load';

/** Whether this session drives shows and screens; others of the hall watch. SPEC I50. */
export const mayDrive = ({ may }: Session): boolean => may.includes(drive);
/** Whether it approves names and removes players. SPEC H40. */
export const mayModerate = ({ may }: Session): boolean => may.includes(moderate);
export const mayLoad = ({ may }: Session): boolean => may.includes(load);
