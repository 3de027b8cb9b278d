import { Enrol } from '@hoithi/shared/contract/sign-in';
import { describe, expect, it } from 'vitest';
import { publicContest } from '../../../../test/contestant-story.tsx';
import { findMissing, startDraft, toEnrol } from './profile-draft.ts';

const guest = {
  signedIn: true,
  phoneMasked: '091***678',
  enrolled: false,
  profile: null,
  excludedAs: null,
  slip: null,
  stated: null,
  ways: [],
  mark: '',
};
const filled = {
  ...startDraft(guest),
  name: 'Nguyễn Thị Ngọc Huyền',
  unit: { code: 'hatinh.stttt', name: 'Sở Thông tin và Truyền thông' },
  audience: 'OFFICIAL',
};

describe('the profile as it is filled in', () => {
  it('[S6] nothing is ticked beforehand', () => {
    expect(startDraft(guest).consents).toEqual({});
    expect(toEnrol(filled, publicContest).consents.every((consent) => !consent.given)).toBe(true);
  });

  it('[S33] name and birth date begin as an issuer states them; what the profile or a slip says stands before', () => {
    const stated = { way: 'oidc' as const, name: 'Nguyễn Thị Ánh Tuyết', birthDate: '1991-07-15' };
    expect(startDraft({ ...guest, stated })).toMatchObject({ name: stated.name, birthDate: '1991-07-15' });
    const slip = { id: 's', name: 'Lò Thị Ỉnh', unitCode: null, unitName: null };
    expect(startDraft({ ...guest, stated, slip }).name).toBe('Lò Thị Ỉnh');
  });

  it('[S4] what is required and empty is named, in the contest’s order; what is optional is not', () => {
    expect(findMissing(startDraft(guest), publicContest)).toEqual({
      fields: ['name', 'unit', 'audience'],
      consents: ['take-part'],
    });
    const given = { ...filled, consents: { 'take-part': true } };
    expect(findMissing(given, publicContest)).toEqual({ fields: [], consents: [] });
  });

  it('[S6] each consent is sent, given or not, and the message is one the contract reads', () => {
    const message = toEnrol({ ...filled, consents: { 'take-part': true } }, publicContest);
    expect(message.consents).toEqual([
      { purpose: 'take-part', given: true },
      { purpose: 'publish-name', given: false },
    ]);
    expect(Enrol.safeParse(message).success).toBe(true);
    expect(message.birthDate).toBeNull();
  });
});
