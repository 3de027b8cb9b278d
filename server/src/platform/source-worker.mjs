// Runs a program from its source in a worker thread, in development and in tests: opens the loader, then imports it.
import { register } from 'tsx/esm/api';

register();
await import(process.argv[2]);
