import { rulesCommand } from './rules-command.ts';
import { runCommand } from './run-command.ts';

/** npm run rules -- check | print | simulate */
process.exitCode = await runCommand(process.argv.slice(2), process.env, rulesCommand);
