import { describe, expect, it } from 'vitest';
import { readConfig } from '../config.ts';
import { readWaySettings } from './way-settings.ts';

const host = {
  HOST_APP_ISSUER: 'https://app.thanhpho.example.vn',
  HOST_APP_AUDIENCE: 'hoi-thi',
  HOST_APP_JWKS_URL: 'https://app.thanhpho.example.vn/jwks.json',
  HOST_APP_NAME: 'Công dân số',
};
const oidc = {
  CONTESTANT_OIDC_ISSUER: 'https://dang-nhap.example.vn',
  CONTESTANT_OIDC_CLIENT_ID: 'hoi-thi',
  CONTESTANT_OIDC_CLIENT_SECRET: 'bi-mat-cua-toi',
};
const problemsOf = (set: Record<string, string>) => {
  const read = readWaySettings(set);
  return read.ok ? [] : read.problems.map((each) => each.split(':')[0]);
};

describe('settings of ways in', () => {
  it('[S31] [S34] without any there is none; whole they are read with what is usual', () => {
    expect(readWaySettings({ PORT: '3000', HOST: '0.0.0.0' })).toEqual({ ok: true, ways: { host: null, oidc: null } });
    const more = { HOST_APP_FRAMES: 'https://app.thanhpho.example.vn, http://localhost:8080', HOST_APP_MINUTES: '2' };
    expect(readWaySettings({ ...host, ...oidc, ...more })).toMatchObject({
      ok: true,
      ways: {
        host: {
          ...{ lastsMs: 120_000, frames: ['https://app.thanhpho.example.vn', 'http://localhost:8080'] },
          claims: { subject: 'sub', name: 'name', birthDate: 'birthdate' },
        },
        oidc: { name: 'dang-nhap.example.vn', scopes: 'openid profile' },
      },
    });
    const read = readConfig({ ...host, ...oidc }, []);
    expect(read.ok && read.config.ways.host?.name).toBe('Công dân số');
  });

  it('[S31] [D1] wrong and missing ones are all listed, and no value is repeated', () => {
    const set = { HOST_APP_SECRET: 'ngan', HOST_APP_MINUTES: '90', HOST_APP_FRAMES: 'https://a.vn/trang' };
    expect(problemsOf({ ...set, CONTESTANT_OIDC_ISSUER: 'ftp://x' })).toEqual([
      ...['HOST_APP_SECRET', 'HOST_APP_MINUTES', 'HOST_APP_FRAMES', 'HOST_APP_ISSUER', 'HOST_APP_AUDIENCE'],
      ...['HOST_APP_NAME', 'CONTESTANT_OIDC_ISSUER', 'CONTESTANT_OIDC_CLIENT_ID', 'CONTESTANT_OIDC_CLIENT_SECRET'],
    ]);
    const read = readWaySettings(set);
    expect(read.ok ? '' : read.problems.join()).not.toMatch(/ngan|trang/);
  });

  it('[S31] a key and a secret at once, or neither, are refused: of both one could be passed off as the other', () => {
    const { HOST_APP_JWKS_URL: _, ...neither } = host;
    expect(problemsOf(neither)).toEqual(['HOST_APP_JWKS_URL, HOST_APP_SECRET']);
    expect(problemsOf({ ...host, HOST_APP_SECRET: 'x'.repeat(32) })).toEqual(['HOST_APP_JWKS_URL, HOST_APP_SECRET']);
    expect(problemsOf({ ...neither, HOST_APP_SECRET: 'x'.repeat(32) })).toEqual([]);
  });
});
