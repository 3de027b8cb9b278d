import { runCommand } from './run-command.ts';
import { staffCommand } from './staff-command.ts';

/** npm run staff -- list | invite --name NAME [--role ROLE] | reset LOGIN */
process.exitCode = await runCommand(process.argv.slice(2), process.env, staffCommand);
