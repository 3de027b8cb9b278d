import type { AuditPage, PermissionTable, StaffLinkView } from '@hoithi/shared/contract/accounts';
import type { DraftCard, DraftChoices } from '@hoithi/shared/contract/drafts';
import type { RehearsalList } from '@hoithi/shared/contract/rehearsal';
import { staffRoles } from '@hoithi/shared/contract/staff';
import type { Permission } from '@hoithi/shared/rules/permissions';
import { contestId, sampleAccount, sampleInvitation, sampleOwn, sampleStaff } from './sample-accounts.ts';
import { sampleBanks } from './sample-banks.ts';
import { sampleShowDrafts } from './sample-show-draft.ts';

/** What the server answers to the pages of staff, with something of each kind to act on. Used by tests alone. */
const name = { vi: 'Cuộc thi Chuyển đổi số', en: 'Digital contest' };
const drafts: DraftCard[] = [
  { draftId: 'd1', title: 'Thể lệ 2026', version: 1, savedAtMs: 1, savedBy: 'Bình', contest: null },
];
const choices: DraftChoices = {
  templates: [{ id: 'tuan', title: name, lead: name, kind: 'general', notices: [] }],
  topics: [],
  pool: [],
  unitSets: [],
};
const table: PermissionTable = { roles: staffRoles, permissions: [] };
const link: StaffLinkView = {
  ...{ id: 'l1', role: 'mc', unitName: null, unitCode: null },
  ...{ madeAtMs: 1, madeBy: 'Bình', expiresAtMs: 2, sessions: 0 },
};
const rehearsals: RehearsalList = {
  serverNowMs: 0,
  contests: [{ contestId, slug: 'cds', name }],
  openRound: false,
  address: 'https://thi.example.vn',
  rehearsals: [],
};
const audit: AuditPage = { rows: [], more: true, acts: ['round:close'] };
const { grants } = sampleInvitation();

/** null: nothing is known at this address. */
export function sampleStaffPages(path: string, may: readonly Permission[]): unknown {
  if (path.startsWith('/api/organizer/banks')) return sampleBanks(path, may);
  const mayChange = may.includes('accounts:change');
  const invitations = [
    {
      ...{ id: 'i1', name: 'Lan', function: '', grants, accountId: null },
      ...{ madeAtMs: 1, expiresAtMs: 2, mayRevoke: mayChange },
    },
  ];
  const values: Record<string, unknown> = {
    '/api/account': sampleOwn(),
    '/api/accounts': sampleStaff({
      ...{ accounts: [sampleAccount()], invitations, mayChange, mayChangeWhole: mayChange },
    }),
    '/api/permissions': table,
    '/api/organizer/drafts': drafts,
    '/api/organizer/draft-choices': choices,
    '/api/organizer/rehearsals': rehearsals,
    '/api/organizer/audit': audit,
    [`/api/organizer/contests/${contestId}/links`]: [link],
    [`/api/organizer/contests/${contestId}/shows`]: sampleShowDrafts,
  };
  return values[path] ?? null;
}
