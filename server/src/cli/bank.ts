import { bankCommand } from './bank-command.ts';
import { runCommand } from './run-command.ts';

/** npm run bank -- check | export */
process.exitCode = await runCommand(process.argv.slice(2), process.env, bankCommand);
