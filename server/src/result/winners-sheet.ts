import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { PrizeValue } from '@hoithi/shared/contract/results';
import type { CellObject } from 'write-excel-file/node';
import type { App } from '../app-parts.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import type { PaperLanguage } from '../documents/print-values.ts';
import { readEnrolledAt } from '../people/people-sql.ts';
import { writeAudit } from '../platform/audit.ts';
import { labelOf } from '../round/label-lists.ts';
import { wonPrize } from '../round/won-prize.ts';
import type { Look } from './read-places.ts';
import { readLists, readPhones, readPlacesPage } from './result-sql.ts';
import { viewPerson } from './view-people.ts';

type Found = { contest: CachedContest; round: CachedRound };
const winnersMax = 2_000;

const words = {
  vi: {
    sheet: 'Liên hệ',
    note: 'Dữ liệu cá nhân: chỉ dùng để liên hệ người đạt giải, xóa đi khi đã xong việc.',
    columns: ['Bảng', 'Giải', 'Hạng', 'Họ và tên', 'Đơn vị', 'Số điện thoại', 'Giá trị'],
  },
  en: {
    sheet: 'Contacts',
    note: 'Personal data: only to get in touch with winners; delete it when that is done.',
    columns: ['List', 'Prize', 'Rank', 'Full name', 'Unit', 'Phone number', 'Worth'],
  },
} as const;
const widths = [32, 24, 8, 32, 44, 16, 18];

/** As text: a name that begins with = + - or @ is no formula. */
const text = (value: string): CellObject => ({ value, type: String, format: '@' });

/**
 * Winners of the newest standing with names and numbers as a workbook, for a reason; whose they were is in the trail by ids.
 *
 * Refuses  not_found where no standing is there, nothing_to_do where it has no winner.
 * Source   SPEC F19a, S71.
 */
export async function writeWinners(
  app: Pick<App, 'clock' | 'db'>,
  { contest, round }: Found,
  look: Look,
  lang: PaperLanguage,
): Promise<Result<Buffer>> {
  const { standingVersion: version, roundId } = round;
  if (version === null) return refuse({ code: 'not_found', what: 'standing' });
  const rows = [];
  for (const list of await readLists(app.db, roundId, version)) {
    if (list.standing_id === '-' || list.prizes === 0) continue;
    const won = await readPlacesPage(app.db, {
      ...{ roundId, version, list: list.list_no, units: null, only: 'prize', prize: null, order: 'rank' },
      ...{ reversed: false, asOfMs: round.closesAtMs - 1, offset: 0, max: winnersMax - rows.length },
    });
    rows.push(...won.map((row) => ({ ...row, standing_id: list.standing_id })));
  }
  if (rows.length === 0) return refuse({ code: 'nothing_to_do' });
  const ids = [...new Set(rows.map(({ contestant_id }) => contestant_id))];
  const people = new Map((await readEnrolledAt(app.db, ids, round.closesAtMs)).map((person) => [person.id, person]));
  const phones = new Map((await readPhones(app.db, ids)).map(({ id, phone }) => [id, phone]));
  const own = words[lang];
  const cells = rows.map((row) => {
    const { name, unitName } = viewPerson(contest, people.get(row.contestant_id), true);
    const prize = wonPrize(contest.rulebook, row);
    const phone = phones.get(row.contestant_id) ?? '';
    return [
      text(labelOf(contest, row.standing_id)[lang]),
      text(prize?.label[lang] ?? ''),
      { value: row.rank, type: Number },
      text(name),
      text(unitName ?? ''),
      text(phone.replace(/^\+84/, '0')),
      worthOf(prize?.value ?? null, lang),
    ] satisfies CellObject[];
  });
  const heading = own.columns.map((each): CellObject => ({ ...text(each), fontWeight: 'bold' }));
  const data = [[text(own.note)], heading, ...cells];
  const { default: writeXlsxFile } = await import('write-excel-file/node');
  const sheet = { sheet: own.sheet, data, columns: widths.map((width) => ({ width })), stickyRowsCount: 2 };
  const file = await writeXlsxFile([sheet], { fontFamily: 'Calibri', fontSize: 11 }).toBuffer();
  await writeAudit(app.db, {
    ...{ contestId: contest.contestId, atMs: app.clock.nowMs(), actor: look.actor, act: 'result:contacts' },
    object: `round ${round.ordinal}`,
    detail: { version, people: ids.length, persons: ids, reason: look.reason },
  });
  return accept(file);
}

const worthOf = (value: PrizeValue | null, lang: PaperLanguage): CellObject => {
  if (value === null) return text('');
  return value.kind === 'money' ? { value: value.amount, type: Number, format: '#,##0' } : text(value.label[lang]);
};
