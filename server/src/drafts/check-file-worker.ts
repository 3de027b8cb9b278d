import { workHere } from '../platform/jobs/in-worker.ts';
import { checkFile } from './check-file.ts';

await workHere(checkFile);
