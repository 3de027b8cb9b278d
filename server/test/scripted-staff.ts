import type { Joined, MeansBegun, Proof } from '@hoithi/shared/contract/accounts';
import type { Result } from '@hoithi/shared/contract/result';
import { generate } from 'otplib';
import { inviteFirst } from '../src/accounts/first-account.ts';
import type { Clock } from '../src/platform/clock/clock.ts';
import type { Database } from '../src/platform/db/database.ts';
import { must } from './scripted-contestant.ts';

type Server = { url: string };
type Test = Server & { clock: Clock; db: Database };
export type Browser = {
  cookie: string;
  post<T>(path: string, body?: unknown, headers?: Record<string, string>): Promise<Result<T>>;
  get<T>(path: string): Promise<Result<T>>;
  /** Opens an address as a page; answers where it is sent on to. */
  visit(path: string): Promise<string>;
};

/** A browser that keeps its cookies, open at the server's own address. */
export function openBrowser({ url }: Server, cookie = ''): Browser {
  const jar = new Map(cookie === '' ? [] : [cookie.split('=') as [string, string]]);
  const keep = (response: Response): void => {
    for (const set of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';')[0] ?? '').split('=');
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
  };
  const read = async <T>(response: Response): Promise<Result<T>> => {
    keep(response);
    return (await response.json()) as Result<T>;
  };
  const cookies = () => [...jar].map((pair) => pair.join('=')).join('; ');
  return {
    get cookie() {
      return cookies();
    },
    async post<T>(path: string, body: unknown = {}, headers: Record<string, string> = {}) {
      const own = { 'content-type': 'application/json', cookie: cookies(), origin: url, ...headers };
      return read<T>(await fetch(`${url}${path}`, { method: 'POST', headers: own, body: JSON.stringify(body) }));
    },
    get: async <T>(path: string) => read<T>(await fetch(`${url}${path}`, { headers: { cookie: cookies() } })),
    async visit(path: string) {
      const response = await fetch(`${url}${path}`, { redirect: 'manual', headers: { cookie: cookies() } });
      keep(response);
      return response.headers.get('location') ?? `${response.status}`;
    },
  };
}

/** What an authenticator app shows now, or some steps later. */
export const codeOf = (secret: string, clock: Clock, steps = 0): Promise<string> =>
  generate({ secret, epoch: Math.floor(clock.nowMs() / 1_000) + 30 * steps });

export type PasswordHolder = { login: string; password: string; secret: string; recoveryCodes: string[] };
let joined = 0;

/** Makes the account of an invitation with a password and an authenticator app; the browser is signed in. */
export async function joinByPassword(
  test: Test,
  browser: Browser,
  token: string,
  login = `nguoi-${++joined}`,
): Promise<PasswordHolder> {
  const begun = await must(browser.post<MeansBegun>('/api/staff/means', { token, kind: 'password', login }));
  if (begun.kind !== 'password') throw new Error('a password was begun');
  const password = `mat khau cua ${login} 2026`;
  const means = {
    kind: 'password',
    challengeId: begun.challengeId,
    password,
    code: await codeOf(begun.secret, test.clock),
  };
  const { recoveryCodes } = await must(
    browser.post<Joined>('/api/staff/join', { token, login, name: 'Trần Thị Hường', function: 'Thư ký', means }),
  );
  return { login, password, secret: begun.secret, recoveryCodes };
}

/** The first account, with a password. */
export async function joinFirst(test: Test): Promise<{ browser: Browser; holder: PasswordHolder }> {
  const browser = openBrowser(test);
  const token = await inviteFirst(test.db, test.clock.nowMs());
  return { browser, holder: await joinByPassword(test, browser, token) };
}

export const proofOf = async (
  { login, password, secret }: PasswordHolder,
  clock: Clock,
  steps = 0,
): Promise<Proof> => ({
  kind: 'password',
  login,
  password,
  code: await codeOf(secret, clock, steps),
});
