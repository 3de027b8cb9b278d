import type { Result } from '@hoithi/shared/contract/result';
import type { CodeRequested, UnitHit } from '@hoithi/shared/contract/sign-in';
import { readApi, type Stage } from './organizer.ts';
import type { RealServer } from './real-server.ts';

/** A thousand numbers in a row end in a thousand different ways, and the log shows how a number ends. */
const atOnce = 8;

/** Signs people in by the codes that stand in the server's log and enrols them. Gives back their cookies. Source: SPEC S1-S6. */
export async function signPeopleIn(server: RealServer, stage: Stage, count: number): Promise<string[]> {
  const codes = onCodes(server);
  const hits = await readApi<UnitHit[]>(server, `/api/contests/${stage.slug}/units?q=s%E1%BB%9F`);
  const units = hits.filter((hit) => hit.level !== 'PROVINCE' && hit.level !== 'BLOCK').map((hit) => hit.code);
  const cookies: string[] = [];
  let next = 0;
  async function work(): Promise<void> {
    for (let at = next++; at < count; at = next++) {
      const phone = `09${String(10_000_000 + at)}`;
      cookies[at] = await signIn(server, stage, phone, codes, units[at % units.length] ?? null);
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work));
  return cookies;
}

async function signIn(
  server: RealServer,
  stage: Stage,
  phone: string,
  codes: { of(phoneMasked: string): Promise<string> },
  unitCode: string | null,
): Promise<string> {
  const masked = `${phone.slice(0, 3)}****${phone.slice(-3)}`;
  const said = codes.of(masked);
  const wanted = await post<CodeRequested>(server, '/api/sign-in/code', { phone }, null);
  const code = await said;
  const verified = await post(server, '/api/sign-in/verify', { challengeId: wanted.value.challengeId, code }, null);
  const session = verified.cookies.find((each) => each.startsWith('hoithi_contestant='));
  if (!session) throw new Error('signing in gave no session');
  const cookie = session.slice(0, session.indexOf(';'));
  await post(server, `/api/contests/${stage.slug}/enrol`, profileOf(stage, unitCode), cookie);
  return cookie;
}

function profileOf(stage: Stage, unitCode: string | null): Record<string, unknown> {
  return {
    name: 'Nguyễn Thị Hường',
    unitCode,
    audience: stage.contest.audiences[0] ?? null,
    birthDate: '1990-01-01',
    address: 'Phường Trần Phú',
    nationalId: '042190000001',
    email: 'thu@example.vn',
    jobTitle: 'Chuyên viên',
    consents: stage.contest.consents.map(({ purpose }) => ({ purpose, given: true })),
  };
}

/** The codes of the log, each for whoever waits for a number that looks like this. */
function onCodes(server: RealServer): { of(phoneMasked: string): Promise<string> } {
  const waiting = new Map<string, (code: string) => void>();
  server.onLine((line) => {
    const said = line.match(/sign-in code for (\S+): (\d{6})/);
    if (said?.[1] && said[2]) waiting.get(said[1])?.(said[2]);
  });
  return { of: (phoneMasked) => new Promise((resolve) => waiting.set(phoneMasked, resolve)) };
}

async function post<T>(
  server: RealServer,
  path: string,
  body: unknown,
  cookie: string | null,
): Promise<{ value: T; cookies: string[] }> {
  const response = await fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(cookie === null ? {} : { cookie }) },
    body: JSON.stringify(body),
  });
  const result = (await response.json()) as Result<T>;
  if (!result.ok) throw new Error(`${path} was refused: ${JSON.stringify(result.refusal)}`);
  return { value: result.value, cookies: response.headers.getSetCookie() };
}
