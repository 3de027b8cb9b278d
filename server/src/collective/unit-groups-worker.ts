import { workHere } from '../platform/jobs/in-worker.ts';
import { readUnitGroupsFile } from './read-unit-groups-file.ts';

await workHere(readUnitGroupsFile);
