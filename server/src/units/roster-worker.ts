import { workHere } from '../platform/jobs/in-worker.ts';
import { readRosterFile } from './read-roster-file.ts';

await workHere(readRosterFile);
