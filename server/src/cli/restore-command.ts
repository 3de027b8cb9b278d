import { parseArgs } from 'node:util';
import { restoreArchive } from '../archive/restore.ts';
import { verifyLedger } from '../archive/verify-ledger.ts';
import type { Config } from '../config.ts';
import { type Out, onlyFile, withStore } from './run-command.ts';
import { printVerified } from './verify-command.ts';
import { words } from './words.ts';

/** `restore FILE`: puts a backed-up house into the database of the settings and proves it, then proves its ledger. SPEC B6. */
export function restoreCommand(argv: readonly string[], config: Config, out: Out): Promise<boolean> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { replace: { type: 'boolean' } },
  });
  const path = onlyFile(positionals);
  return withStore(config, async (db) => {
    const restored = await restoreArchive(db, path, { replace: values.replace ?? false });
    if (!restored.ok) {
      const tables = restored.tables.join(', ');
      if (restored.reason === 'not_empty') out.say(words.notEmpty(tables));
      else out.say(restored.reason === 'in_use' ? words.inUse : words.notEqual(tables));
      return false;
    }
    out.say(words.restored(restored.tables.reduce((sum, each) => sum + each.rows, 0)));
    const verified = await verifyLedger(db);
    printVerified(verified, out);
    return verified.sound;
  });
}
