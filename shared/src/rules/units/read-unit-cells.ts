import type { UnitLevel } from '../../contract/sign-in.ts';
import { unitLevels } from '../../contract/unit-level.ts';
import { type UnitColumn, unitColumns } from '../../contract/unit-table.ts';
import { foldText } from '../fold.ts';

/** Cells of a unit table as people write them. Source: SPEC U1; domain (g5). */

const headersOf: Record<UnitColumn, readonly string[]> = {
  code: ['Mã', 'Mã đơn vị', 'Mã số', 'Mã ĐV', 'code', 'unit code'],
  name: [
    'Tên',
    'Tên đơn vị',
    'Đơn vị',
    'Cơ quan, đơn vị',
    'Tên cơ quan',
    'Tên cơ quan, đơn vị',
    'Tên cơ quan đơn vị',
    'name',
    'unit',
  ],
  level: ['Cấp', 'Loại', 'Cấp đơn vị', 'Loại đơn vị', 'level'],
  parent: ['Mã cấp trên', 'Mã đơn vị cấp trên', 'Trực thuộc', 'Mã đơn vị chủ quản', 'parent', 'parent code'],
  headcount: [
    'Sĩ số',
    'Số người',
    'Số lượng người',
    'Biên chế',
    'Tổng số',
    'Tổng số người',
    'Tổng số cán bộ',
    'Tổng số CBCCVC',
    'Số CBCCVC',
    'Số lượng CBCCVC',
    'headcount',
  ],
  headcountDate: [
    'Ngày chốt',
    'Ngày chốt số liệu',
    'Ngày lấy số liệu',
    'Ngày số liệu',
    'Ngày sĩ số',
    'Ngày chốt sĩ số',
    'Tính đến ngày',
    'Thời điểm',
    'headcount date',
    'date',
  ],
  headcountSource: ['Nguồn', 'Nguồn số liệu', 'Căn cứ', 'Nguồn sĩ số', 'source', 'headcount source'],
  block: ['Khối', 'Khối thi đua', 'Cụm', 'Cụm, khối', 'block'],
  validFrom: ['Từ ngày', 'Hiệu lực từ', 'Có hiệu lực từ', 'Ngày thành lập', 'valid from'],
  validTo: ['Đến ngày', 'Hiệu lực đến', 'Đến hết ngày', 'Ngày kết thúc', 'valid to'],
  replacedBy: ['Đơn vị thay thế', 'Mã thay thế', 'Mã đơn vị thay thế', 'Thay bằng', 'replaced by'],
};
/** The headers of a table that is written here, in the order of `unitColumns`. */
export const unitHeaders: readonly string[] = unitColumns.map((column) => headersOf[column][0] ?? column);
const levelsOf: Record<(typeof unitLevels)[number], readonly string[]> = {
  PROVINCE: ['Tỉnh', 'Cấp tỉnh', 'Thành phố trực thuộc Trung ương'],
  BLOCK: ['Khối'],
  AGENCY: ['Cơ quan', 'Sở', 'Sở, ban, ngành', 'Ban', 'Ngành', 'Đoàn thể', 'Đơn vị', 'Đơn vị sự nghiệp'],
  DISTRICT: ['Huyện', 'Quận', 'Thị xã', 'Thành phố', 'Cấp huyện'],
  COMMUNE: ['Xã', 'Phường', 'Thị trấn', 'Đặc khu', 'Cấp xã'],
  SCHOOL: ['Trường', 'Trường học'],
};

/** Case, marks, brackets and what stands between words do not distinguish two headers. */
const fold = (text: string): string =>
  foldText(text.replace(/\([^)]*\)/gu, ' '))
    .replace(/[^a-z0-9]+/gu, ' ')
    .trim();

const invert = <K extends string>(words: Record<K, readonly string[]>): ReadonlyMap<string, K> =>
  new Map((Object.keys(words) as K[]).flatMap((key) => [key, ...words[key]].map((word) => [fold(word), key] as const)));
const columnOfHeader = invert(headersOf);
const levelOfWord = invert(levelsOf);
const knownIds: ReadonlyMap<string, UnitLevel> = new Map(unitLevels.map((level) => [level, level]));

export const readHeader = (cell: string): UnitColumn | null => columnOfHeader.get(fold(cell)) ?? null;
/** A known level, or the organizer's own word, as it is. null: none, or longer than a word for a level is. */
export const readLevel = (cell: string): UnitLevel | null =>
  levelOfWord.get(fold(cell)) ?? knownIds.get(cell) ?? (cell !== '' && cell.length <= 60 ? cell : null);
/** Codes of successors, divided by commas, semicolons or blanks. */
export const readCodes = (cell: string): string[] => [...new Set(cell.split(/[\s,;]+/u).filter((code) => code !== ''))];

/** Composed, without invisible characters, one space between words. */
export const cleanCell = (cell: string): string =>
  cell
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();

const headcountMax = 10_000_000;

const noHeadcount = /^(?:\p{Pd}|x|không(?: có)?)$/iu;

/** `1.234`, `1,234`, `1 234` and `1234,0` are whole numbers of people; a dash means that the unit has no headcount. */
export function readHeadcount(cell: string): number | null | 'headcount_invalid' | 'headcount_negative' {
  if (noHeadcount.test(cell)) return null;
  const text = cell.replace(/\s/gu, '');
  if (/^[-−–]\d/u.test(text)) return 'headcount_negative';
  const whole = /^\d{1,3}(?:[.,]\d{3})+$/u.test(text) ? text.replace(/[.,]/gu, '') : text.replace(/[.,]0+$/u, '');
  if (!/^\d{1,9}$/u.test(whole) || Number(whole) > headcountMax) return 'headcount_invalid';
  return Number(whole);
}

/** `01/02/2026` (day first, as in Vietnam) or `2026-02-01`; null: no such day. */
export function readDay(cell: string): string | null {
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/u.exec(cell);
  const iso = local
    ? `${local[3]}-${local[2]?.padStart(2, '0')}-${local[1]?.padStart(2, '0')}`
    : /^\d{4}-\d{2}-\d{2}$/u.test(cell)
      ? cell
      : null;
  if (iso === null) return null;
  const day = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(iso) ? iso : null;
}
