import { parseArgs } from 'node:util';

export const rehearseUsage = `npm run rehearse -- --url https://thi.example.vn --key=KEY

  --url      where people reach the server; also REHEARSAL_URL
  --key      what the organizer's page shows; works once; also REHEARSAL_KEY`;

export type RehearseFlags = { url: string; key: string };

/** Reads what stands behind the command. Throws with the words for whoever typed it. */
export function readRehearseFlags(argv: readonly string[], env: NodeJS.ProcessEnv): RehearseFlags {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args: [...argv], options: { url: text, key: text } });
  const address = values.url ?? env.REHEARSAL_URL;
  const key = values.key ?? env.REHEARSAL_KEY;
  if (!address || !URL.canParse(address)) throw new Error(`--url is missing or is no address\n\n${rehearseUsage}`);
  if (!key) throw new Error(`--key is missing\n\n${rehearseUsage}`);
  return { url: address.replace(/\/+$/, ''), key };
}
