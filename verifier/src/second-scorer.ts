import { run } from './verify-command.ts';

/** The verifier as a program of the server: with the same arguments, whatever its file is called. */
process.exitCode = await run(process.argv.slice(2), process.stdout);
