import { workHere } from '../platform/jobs/in-worker.ts';
import { readBroughtFile } from './read-brought-file.ts';

await workHere(readBroughtFile);
