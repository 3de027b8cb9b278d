import { workHere } from '../platform/jobs/in-worker.ts';
import { readExclusionsFile } from './read-exclusions-file.ts';

await workHere(readExclusionsFile);
