import type { OrganizerView, PresetId } from '@hoithi/shared/contract/organizer';

/** Addresses of the organizer's pages. */
export const deskHome = '/to-chuc';
/** Where an invitation and the first link lead, the secret behind `#`. */
export const joinPath = `${deskHome}/vao`;
export const signInPath = `${deskHome}/dang-nhap`;
export const accountPath = `${deskHome}/tai-khoan`;
export const staffPath = `${deskHome}/nhan-su`;
export const rolesPath = `${deskHome}/vai-tro`;
export const trailPath = `${deskHome}/nhat-ky`;
export const newContestPath = `${deskHome}/moi`;
export const nightPath = `${deskHome}/dem-thi`;
export const rehearsalsPath = `${deskHome}/dien-tap`;
export const rehearsalPath = (rehearsalId: string): string => `${rehearsalsPath}/${rehearsalId}`;
export const deskPath = (slug: string): string => `${deskHome}/cuoc-thi/${slug}`;
export const preparePath = (slug: string): string => `${deskPath(slug)}/chuan-bi`;
export const collectiveDeskPath = (slug: string): string => `${deskPath(slug)}/tap-the`;
export const planPath = (presetId: PresetId): string => `${newContestPath}/${presetId}`;
/** Begins to sign in at the organization's directory; the server sends the browser on. */
export const oidcPath = '/api/staff/oidc';

/** Who entered a demo alone, without an account: the server refuses it files, rehearsals and the figures of the whole server. SPEC D3a, Y8. */
export const isDemoOnly = ({ account, contests }: Pick<OrganizerView, 'account' | 'contests'>): boolean =>
  account === null && contests.every(({ contest }) => contest.demo);
