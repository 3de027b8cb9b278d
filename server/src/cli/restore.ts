import { restoreCommand } from './backup-commands.ts';
import { runCommand } from './run-command.ts';

/** npm run restore -- FILE [--replace] */
process.exitCode = await runCommand(process.argv.slice(2), process.env, restoreCommand);
