import { workHere } from '../platform/jobs/in-worker.ts';
import { typesetCueSheet } from './cue-sheet.ts';

await workHere(typesetCueSheet);
