// Makes the first account of a new installation through its interface, with a password and a code, as its page does.
import { randomBytes } from 'node:crypto';
import { generate } from 'otplib';

async function post(url, path, body) {
  const response = await fetch(`${url}/api/staff${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!answer.ok) throw new Error(`${path} was refused: ${JSON.stringify(answer.refusal)}`);
  return { value: answer.value, cookies: response.headers.getSetCookie() };
}

/** `organizerPath`: what the start has printed, with the secret behind `#`. */
export async function joinOrganizer(url, organizerPath, login = 'truong-ban') {
  const token = organizerPath.slice(organizerPath.indexOf('#') + 1);
  const password = randomBytes(12).toString('base64url');
  const begun = await post(url, '/means', { token, kind: 'password', login });
  const { challengeId, secret } = begun.value;
  const { value, cookies } = await post(url, '/join', {
    token,
    login,
    name: 'Nguyễn Thị Ánh Tuyết',
    function: 'Trưởng Ban Tổ chức',
    organization: 'Sở Thông tin và Truyền thông',
    means: { kind: 'password', challengeId, password, code: await generate({ secret }) },
  });
  const cookie = cookies.find((each) => each.startsWith('hoithi_staff='))?.split(';')[0];
  if (!cookie) throw new Error('joining set no session');
  return { cookie, login, password, secret, recoveryCodes: value.recoveryCodes };
}
