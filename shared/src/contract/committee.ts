import { z } from 'zod';
import { ContestantId } from './ids.ts';
import { limits } from './limits.ts';
import { type LocalText, line } from './text.ts';

/** What the committee brings to a contest and decides in it. SPEC M22 to M28. */

const reason = line(limits.reasonLengthMin, limits.reasonLengthMax);
const written = z.object({ write: z.string().optional() });

/** POST …/committee/lists/:list: a table of phone numbers. `source`: where it comes from, as the trail names it. */
export const ListQuery = written.extend({ source: line(1, 200) });
/** POST …/committee/tables/:roundId: a table of numbers with who signed it and when. */
export const TableQuery = written.extend({
  signedBy: line(2, 120),
  dated: z.iso.date(),
  reason,
  source: line(1, 200),
  /** Nothing more is awaited. */
  complete: z.enum(['true', 'false']),
});
export type TableQuery = z.infer<typeof TableQuery>;

/** POST …/committee/orders: the people of a standing in order, by phone number, the first first. */
export const GiveOrder = z.object({
  list: line(1, 120),
  phones: z.array(line(3, 40)).min(1).max(limits.tiedUnitsMax),
  reason,
});
export type GiveOrder = z.infer<typeof GiveOrder>;

/** POST …/committee/places/:roundId/return */
export const ReturnPlace = z.object({ contestantId: ContestantId, reason });
export type ReturnPlace = z.infer<typeof ReturnPlace>;

export type BroughtProblem = {
  line: number; // 0: the file as a whole
  column: string | null; // as the rules or the file name it
  problem:
    | 'encoding_unread'
    | 'spreadsheet_unread'
    | 'table_too_large'
    | 'old_font'
    | 'quotes_unread'
    | 'header_missing'
    | 'too_many_lines'
    | 'phone_unreadable'
    | 'person_unknown'
    | 'unit_unknown'
    | 'number_invalid'
    | 'number_out_of_bounds'
    | 'line_twice'
    | 'line_empty';
  value: string;
};

/** What a file says, before it is written or after. */
export type BroughtPreview = {
  lines: number;
  /** The first lines as they were read; people by masked numbers. */
  first: { line: number; subject: string; cells: (number | null)[] }[];
  columns: LocalText[];
  problems: BroughtProblem[];
  problemCount: number;
  unknownColumns: string[];
  written: boolean;
};

/** GET …/committee */
export type CommitteeDesk = {
  lists: {
    list: string;
    label: LocalText;
    version: number | null;
    people: number;
    source: string;
    atMs: number | null;
  }[];
  tables: {
    roundId: string;
    label: LocalText;
    /** Whether its lines name units, and not people. */
    ofUnits: boolean;
    columns: { id: string; label: LocalText; min: number; max: number }[];
    settled: boolean;
    versions: {
      version: number;
      signedBy: string;
      dated: string;
      reason: string;
      cells: number;
      complete: boolean;
      atMs: number;
    }[];
  }[];
  /** Standings of people whose order the committee names, with those in it by masked number. */
  orders: {
    list: string;
    label: LocalText;
    rounds: LocalText[];
    settled: boolean;
    names: string[];
    reason: string | null;
  }[];
  places: {
    roundId: string;
    label: LocalText;
    max: number;
    perUnit: number | null;
    held: { contestantId: string; name: string; unitName: string | null }[];
    reserves: { contestantId: string; name: string; unitName: string | null }[];
  }[];
  /** Awards that wait for a drawing, with how many are in it. */
  drawings: { award: LocalText; round: LocalText; people: number }[];
  shows: { show: string; round: LocalText; held: boolean }[];
};
