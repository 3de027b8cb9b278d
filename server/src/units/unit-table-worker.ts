import { workHere } from '../platform/jobs/in-worker.ts';
import { readUnitFile } from './read-unit-file.ts';

await workHere(readUnitFile);
