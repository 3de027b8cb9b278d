/** `worst`: over several runs the greatest number counts, not the median: losses, refusals, warnings. */
export type Line = { what: string; figure: string; worst?: boolean };
export type Report = { run: string; store: string; lines: Line[]; notes: string[] };
/** What one run came to. `whole`: nothing was lost, doubled or left out. */
export type Outcome = { report: Report; whole: boolean };
