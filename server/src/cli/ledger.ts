import { ledgerCommand } from './ledger-command.ts';
import { runCommand } from './run-command.ts';

/** npm run ledger -- verify | export-contest | import-contest | export-run | merge */
process.exitCode = await runCommand(process.argv.slice(2), process.env, ledgerCommand);
