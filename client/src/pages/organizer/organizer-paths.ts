import type { OrganizerView, PresetId } from '@hoithi/shared/contract/organizer';

/** Addresses of the organizer's pages. */
export const deskHome = '/to-chuc';
export const newContestPath = `${deskHome}/moi`;
export const draftsPath = `${deskHome}/the-le`;
export const draftPath = (draftId: string): string => `${draftsPath}/${draftId}`;
export const nightPath = `${deskHome}/dem-thi`;
export const rehearsalsPath = `${deskHome}/dien-tap`;
export const rehearsalPath = (rehearsalId: string): string => `${rehearsalsPath}/${rehearsalId}`;
export const deskPath = (slug: string): string => `${deskHome}/cuoc-thi/${slug}`;
export const preparePath = (slug: string): string => `${deskPath(slug)}/chuan-bi`;
export const collectiveDeskPath = (slug: string): string => `${deskPath(slug)}/tap-the`;
export const planPath = (presetId: PresetId): string => `${newContestPath}/${presetId}`;

/** The organizer of a demo alone, whom the server refuses files, rehearsals and the figures of the whole server. SPEC D3a, Y8. */
export const isDemoOnly = ({ mayCreate, contests }: Pick<OrganizerView, 'mayCreate' | 'contests'>): boolean =>
  !mayCreate && contests.every(({ contest }) => contest.demo);
