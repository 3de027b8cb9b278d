import type { OrganizerView } from '@hoithi/shared/contract/organizer';

/** Addresses of the organizer's pages. */
export const deskHome = '/to-chuc';
/** Where an invitation and the first link lead, the secret behind `#`. */
export const joinPath = `${deskHome}/vao`;
export const signInPath = `${deskHome}/dang-nhap`;
export const accountPath = `${deskHome}/tai-khoan`;
export const staffPath = `${deskHome}/nhan-su`;
export const rolesPath = `${deskHome}/vai-tro`;
export const trailPath = `${deskHome}/nhat-ky`;
export const draftsPath = `${deskHome}/the-le`;
export const draftPath = (draftId: string): string => `${draftsPath}/${draftId}`;
export const banksPath = `${deskHome}/ngan-hang`;
export const bankPath = (bankId: string): string => `${banksPath}/${bankId}`;
export const bankQuestionPath = (bankId: string, questionId: string): string => `${bankPath(bankId)}/cau/${questionId}`;
export const newQuestionPath = (bankId: string): string => bankQuestionPath(bankId, 'moi');
export const bankReviewPath = (bankId: string): string => `${bankPath(bankId)}/duyet`;
export const bankImportPath = (bankId: string): string => `${bankPath(bankId)}/nhap`;
export const bankPastePath = (bankId: string): string => `${bankPath(bankId)}/dan`;
export const messagesPath = `${deskHome}/tin-nhan`;
export const nightPath = `${deskHome}/dem-thi`;
export const rehearsalsPath = `${deskHome}/dien-tap`;
export const rehearsalPath = (rehearsalId: string): string => `${rehearsalsPath}/${rehearsalId}`;
export const deskPath = (slug: string): string => `${deskHome}/cuoc-thi/${slug}`;
export const preparePath = (slug: string): string => `${deskPath(slug)}/chuan-bi`;
export const peoplePath = (slug: string): string => `${deskPath(slug)}/nguoi-du-thi`;
export const questionFiguresPath = (slug: string): string => `${deskPath(slug)}/cau-hoi`;
export const showsPath = (slug: string): string => `${deskPath(slug)}/chuong-trinh`;
export const showPath = (slug: string, draftId: string): string => `${showsPath(slug)}/${draftId}`;
export const committeePath = (slug: string): string => `${deskPath(slug)}/ban-to-chuc`;
export const collectiveDeskPath = (slug: string): string => `${deskPath(slug)}/tap-the`;
/** The parts of the committee's page of a result, in the order of its tabs: what waits first, which has no name in the address. */
export const resultDeskParts = {
  ...{ work: '', places: 'bang', decisions: 'quyet-dinh', complaints: 'khieu-nai', signals: 'dau-hieu' },
  ...{ papers: 'van-ban', certificates: 'giay-chung-nhan' },
} as const;
export type ResultDeskPart = keyof typeof resultDeskParts;
/** The committee's page of a round's result; without a round, of the newest that has one. */
export const resultDeskPath = (slug: string, ordinal?: number, part: ResultDeskPart = 'work'): string =>
  [`${deskPath(slug)}/ket-qua`, ordinal, resultDeskParts[part]]
    .filter((each) => each !== undefined && each !== '')
    .join('/');
/** Begins to sign in at the organization's directory; the server sends the browser on. */
export const oidcPath = '/api/staff/oidc';

/** Who entered a demo alone, without an account: the server refuses it files, rehearsals and the figures of the whole server. SPEC D3a, Y8. */
export const isDemoOnly = ({ account, contests }: Pick<OrganizerView, 'account' | 'contests'>): boolean =>
  account === null && contests.every(({ contest }) => contest.demo);
