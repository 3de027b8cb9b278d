import { backupCommand } from './backup-commands.ts';
import { runCommand } from './run-command.ts';

/** npm run backup -- FILE */
process.exitCode = await runCommand(process.argv.slice(2), process.env, backupCommand);
