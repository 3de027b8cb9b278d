/** What may stand behind the program's name. */
export type Flags = {
  /** No demo contest is made. */
  empty: boolean;
  /** How many processes share the one address. */
  processes: number;
};

const processesMax = 64;
const known = '--empty, which starts without a demo contest, and --processes with a count, such as --processes 2';

function readCount(text: string | undefined): number | null {
  const count = text !== undefined && /^\d{1,2}$/.test(text) ? Number(text) : 0;
  return count >= 1 && count <= processesMax ? count : null;
}

/** Reads the flags; `--processes 2` and `--processes=2` are the same. Refuses with every problem at once. SPEC D1, N1. */
export function readFlags(argv: readonly string[]): { flags: Flags; problems: string[] } {
  const flags: Flags = { empty: false, processes: 1 };
  const problems: string[] = [];
  for (let at = 0; at < argv.length; at++) {
    const [name = '', behind] = (argv[at] ?? '').split('=', 2);
    if (name === '--empty' && behind === undefined) flags.empty = true;
    else if (name === '--processes') {
      if (behind === undefined) at += 1;
      const count = readCount(behind ?? argv[at]);
      if (count === null) problems.push(`--processes: is not a count; write a whole number from 1 to ${processesMax}`);
      else flags.processes = count;
    } else problems.push(`${name}: is not a flag; write only ${known}`);
  }
  return { flags, problems };
}
