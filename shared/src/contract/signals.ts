/** What judges may look into in a round. Nothing follows from it by itself. HTTP `/api/organizer/rounds/…/result/signals`. SPEC F30. */

/** `perThousand`: how many of 1,000 would look like this by chance, or do in this round. */
export type Signalled = {
  personId: string;
  attemptId: string | null;
  name: string; // masked
  unitName: string | null;
};
export type SignalsDesk = {
  attempts: number;
  /** Answered faster than anybody reads. `share`: of all answers of the round, of 1. */
  fast: {
    share: number;
    found: (Signalled & { answers: number; fast: number; perThousand: number })[];
  };
  /** Every round trip among the slowest twentieth of the round's. `fromMs`: where that begins. `perThousand`: attempts like this. */
  late: {
    fromMs: number | null;
    perThousand: number;
    found: (Signalled & { answers: number; leastMs: number })[];
  };
  /** People of the same name and birth date, or unit where no dates are asked. `expected`: pairs by chance in this round. */
  doubles: {
    by: 'birth-date' | 'unit';
    expected: number;
    pairs: number;
    found: { people: Signalled[] }[];
  };
};
