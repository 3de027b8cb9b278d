import { parseArgs } from 'node:util';
import { RehearsalWorkload } from '@hoithi/shared/contract/rehearsal';

export const rehearseUsage = `npm run rehearse -- --url https://thi.example.vn --key KEY
npm run rehearse -- --url https://thi.example.vn --link LINK --contest SLUG [workload]

  --url      where people reach the server; also REHEARSAL_URL
  --key      what the organizer's page shows; works once; also REHEARSAL_KEY
  --link     an organizer's one-time link, as the start of the server prints it, instead of a key
  --contest  the contest to rehearse, with --link
  --beside-open-round  a real round is open, and that is known
  workload   --people 500 --seconds 120 --join-seconds 20 --lock-percent 30 --lock-seconds 20
             --drop-percent 5 --slow-percent 2 --resend-percent 5`;

const workloadFlags = {
  people: '500',
  seconds: '120',
  'join-seconds': '20',
  'lock-percent': '30',
  'lock-seconds': '20',
  'drop-percent': '5',
  'slow-percent': '2',
  'resend-percent': '5',
} as const;
type WorkloadFlag = keyof typeof workloadFlags;

export type RehearseFlags = { url: string } & (
  | { key: string }
  | { link: string; contest: string; workload: RehearsalWorkload; besideOpenRound: boolean }
);

/** Reads what stands behind the command. Throws with the words for whoever typed it. */
export function readRehearseFlags(argv: readonly string[], env: NodeJS.ProcessEnv): RehearseFlags {
  const text = { type: 'string' } as const;
  const workload = Object.fromEntries(
    Object.entries(workloadFlags).map(([name, usual]) => [name, { ...text, default: usual }]),
  ) as Record<WorkloadFlag, { type: 'string'; default: string }>;
  const { values } = parseArgs({
    args: [...argv],
    options: { url: text, key: text, link: text, contest: text, 'beside-open-round': { type: 'boolean' }, ...workload },
  });
  const address = values.url ?? env.REHEARSAL_URL;
  const key = values.key ?? env.REHEARSAL_KEY;
  if (!address || !URL.canParse(address)) throw new Error(`--url is missing or is no address\n\n${rehearseUsage}`);
  const url = address.replace(/\/+$/, '');
  if (key) return { url, key };
  if (!values.link || !values.contest)
    throw new Error(`--key is missing, or --link with --contest\n\n${rehearseUsage}`);
  const number = (name: WorkloadFlag): number => Number(values[name]);
  const read = RehearsalWorkload.safeParse({
    people: number('people'),
    seconds: number('seconds'),
    joinSeconds: number('join-seconds'),
    lockPercent: number('lock-percent'),
    lockSeconds: number('lock-seconds'),
    dropPercent: number('drop-percent'),
    slowPercent: number('slow-percent'),
    resendPercent: number('resend-percent'),
  });
  if (!read.success)
    throw new Error(read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
  return {
    url,
    link: values.link,
    contest: values.contest,
    workload: read.data,
    besideOpenRound: values['beside-open-round'] ?? false,
  };
}
