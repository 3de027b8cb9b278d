import { describe, expect, it } from 'vitest';
import { loginsOfClaims, nameOfClaims, rolesOfClaims } from './oidc-claims.ts';
import { readOidcSettings } from './oidc-settings.ts';

const set = {
  OIDC_ISSUER: 'https://dang-nhap.example.vn/realms/so',
  OIDC_CLIENT_ID: 'hoi-thi',
  OIDC_CLIENT_SECRET: 'bi-mat-cua-toi',
  OIDC_ROLES: 'groups=ban-to-chuc:organizer, realm_access.roles=thi:mc:mc,groups=CN=Thư ký:secretary',
};

describe('settings of the identity provider', () => {
  it('[I12] without any there is none; whole they are read, the name from the issuer', () => {
    expect(readOidcSettings({ PORT: '3000' })).toEqual({ ok: true, oidc: null });
    expect(readOidcSettings(set)).toMatchObject({
      ok: true,
      oidc: {
        name: 'dang-nhap.example.vn',
        scopes: 'openid profile',
        roles: [
          { claim: 'groups', value: 'ban-to-chuc', role: 'organizer' },
          { claim: 'realm_access.roles', value: 'thi:mc', role: 'mc' },
          { claim: 'groups', value: 'CN=Thư ký', role: 'secretary' },
        ],
      },
    });
  });

  it('[I12] [D1] wrong and missing ones are all listed, each with what to write, and no value is repeated', () => {
    const read = readOidcSettings({
      OIDC_ISSUER: 'ftp://x',
      OIDC_CLIENT_SECRET: 'bi-mat-cua-toi',
      OIDC_SCOPES: 'email',
    });
    const problems = read.ok ? [] : read.problems;
    expect(problems.map((each) => each.split(':')[0])).toEqual([
      'OIDC_ISSUER',
      'OIDC_SCOPES',
      'OIDC_CLIENT_ID',
      'OIDC_ROLES',
    ]);
    expect(problems.join()).not.toMatch(/bi-mat|ftp/);
  });

  it.each(['groups:organizer', 'groups=a:chief', 'groups=a:unit-leader', '', 'groups=:mc', 'groups=a:mc,'])(
    '[I12] roles written as %j are refused',
    (roles) => {
      expect(readOidcSettings({ ...set, OIDC_ROLES: roles })).toMatchObject({ ok: false });
    },
  );
});

describe('claims', () => {
  const read = readOidcSettings(set);
  const rules = (read.ok && read.oidc?.roles) || [];
  it('[I12a] a claim may be one value, a list, or lie inside another; each role once, what is missing gives none', () => {
    const roles = (claims: object) => rolesOfClaims(rules, claims as never).map(({ role }) => role);
    expect(roles({ groups: 'ban-to-chuc' })).toEqual(['organizer']);
    expect(roles({ groups: ['x', 'CN=Thư ký', 'ban-to-chuc', 'ban-to-chuc'] })).toEqual(['organizer', 'secretary']);
    expect(roles({ realm_access: { roles: ['thi:mc'] } })).toEqual(['mc']);
    expect(roles({ 'realm_access.roles': 'thi:mc' })).toEqual(['mc']);
    for (const claims of [
      {},
      { groups: null },
      { groups: [] },
      { realm_access: 'thi:mc' },
      { groups: { 'ban-to-chuc': true } },
    ])
      expect(roles(claims)).toEqual([]);
  });

  it('[I12a] a new account is named by its claims; its login is plain, and there is always one that is free', () => {
    expect(nameOfClaims({ sub: '1', name: ' Nguyễn Thị Ánh ' })).toBe('Nguyễn Thị Ánh');
    expect(nameOfClaims({ sub: '1' })).toBe('1');
    expect(loginsOfClaims({ preferred_username: 'Đặng.Ánh@Huế' }, '0a')).toEqual([
      'dang.anh@hue',
      'dang.anh@hue-0a',
      'oidc-0a',
    ]);
    expect(loginsOfClaims({}, '0a')).toEqual(['oidc-0a']);
  });
});
