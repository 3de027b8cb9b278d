import type { InvitationView, NamedGrant, OwnAccount, StaffList } from '@hoithi/shared/contract/accounts';

export const contestId = '00000000-0000-4000-8000-000000000001';
const atMs = Date.parse('2026-03-04T19:00:00+07:00');

export const sampleGrant = (part: Partial<NamedGrant> = {}): NamedGrant => ({
  role: 'organizer',
  contestId: null,
  unitCode: null,
  contestName: null,
  unitName: null,
  ...part,
});

export const sampleInvitation = (part: Partial<InvitationView> = {}): InvitationView => ({
  organization: 'Sở Thông tin và Truyền thông',
  account: null,
  name: 'Nguyễn Thị Bình',
  function: 'Thư ký',
  grants: [sampleGrant({ role: 'secretary' })],
  isFirst: false,
  expiresAtMs: atMs + 86_400_000,
  ...part,
});

export const sampleOwn = (part: Partial<OwnAccount> = {}): OwnAccount => ({
  accountId: '00000000-0000-4000-8000-0000000000b1',
  login: 'nguyen.thi.binh',
  name: 'Nguyễn Thị Bình',
  function: 'Thư ký Ban Tổ chức',
  organization: 'Sở Thông tin và Truyền thông tỉnh Hà Tĩnh',
  grants: [sampleGrant()],
  provedAtMs: atMs,
  serverNowMs: atMs,
  passkeys: [],
  hasPassword: true,
  hasOidc: false,
  oidc: null,
  recoveryCodesLeft: 8,
  sessions: [
    { id: 's1', device: 'Chrome, Windows', madeAtMs: atMs, usedAtMs: atMs, isThis: true },
    { id: 's2', device: 'Safari, iPhone', madeAtMs: atMs, usedAtMs: atMs, isThis: false },
  ],
  ...part,
});

export const sampleAccount = (part: Partial<StaffList['accounts'][number]> = {}): StaffList['accounts'][number] => ({
  accountId: '00000000-0000-4000-8000-0000000000b1',
  login: 'nguyen.thi.binh',
  name: 'Nguyễn Thị Bình',
  function: 'Phó Giám đốc Sở',
  grants: [sampleGrant()],
  madeAtMs: atMs,
  lastUsedAtMs: atMs,
  removedAtMs: null,
  isSelf: true,
  ...part,
});

export const sampleStaff = (part: Partial<StaffList> = {}): StaffList => ({
  accounts: [
    sampleAccount(),
    sampleAccount({
      accountId: '00000000-0000-4000-8000-0000000000b2',
      login: 'tran.van.an',
      name: 'Trần Văn An',
      function: '',
      grants: [sampleGrant({ role: 'judge', contestId, contestName: 'Cuộc thi Chuyển đổi số' })],
      lastUsedAtMs: null,
      isSelf: false,
    }),
  ],
  invitations: [],
  contests: [{ contestId, name: 'Cuộc thi Chuyển đổi số' }],
  mayChange: true,
  mayChangeWhole: true,
  ...part,
});
