import { foldText } from '@hoithi/shared/rules/fold';

/** What a sign-in name looks like, as the server reads it. */
export const isLogin = (typed: string): boolean => /^[a-z0-9][a-z0-9._@-]{2,59}$/.test(typed);

/** `Nguyễn Thị Bình` as `nguyen.thi.binh`; empty where nothing of the name can be written so. SPEC I1. */
export function proposeLogin(name: string): string {
  const words = foldText(name)
    .split(' ')
    .map((word) => word.replace(/[^a-z0-9]/g, ''))
    .filter(Boolean);
  const login = words.join('.').slice(0, 60).replace(/\.$/, '');
  return isLogin(login) ? login : '';
}
