import { type Verified, verifyLedger } from '../archive/verify-ledger.ts';
import type { Config } from '../config.ts';
import { type Out, withApp } from './run-command.ts';
import { checkWords, words } from './words.ts';

/** Prints what was proved, a line a table, and what is wrong. */
export function printVerified({ looked, proof, findings, sound }: Verified, out: Out): void {
  out.say(words.looked(looked.promises, looked.submissions, looked.standings));
  const width = Math.max(...proof.tables.map((each) => each.table.length));
  for (const each of proof.tables) {
    out.sayAlike(`  ${each.table.padEnd(width)}  ${String(each.rows).padStart(10)}  ${each.hash}`);
  }
  out.say(words.rows(proof.rows));
  out.say(words.hash(proof.hash));
  for (const { check, count, samples } of findings) {
    const [vi, en] = checkWords[check] ?? [check, check];
    const [places, placesEn] = words.found(count);
    out.say([`✗ ${check}: ${vi} (${places})`, `  ${en} (${placesEn})`]);
    for (const sample of samples) out.sayAlike(`    ${sample}`);
  }
  out.say(sound ? words.sound : words.unsound);
}

/** `ledger verify`: true when the ledger is sound. SPEC B1-B3. */
export function verifyCommand(config: Config, out: Out, options: { json: boolean }): Promise<boolean> {
  return withApp(config, async (db) => {
    const verified = await verifyLedger(db);
    if (options.json) out.json(verified);
    else printVerified(verified, out);
    return verified.sound;
  });
}
