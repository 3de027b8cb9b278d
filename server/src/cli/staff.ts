import { runCommand } from './run-command.ts';
import { staffCommand } from './staff-command.ts';

/** npm run staff -- list | invite --name NAME [--function FUNCTION] [--role ROLE] [--contest SLUG] [--unit CODE] | reset LOGIN */
process.exitCode = await runCommand(process.argv.slice(2), process.env, staffCommand);
