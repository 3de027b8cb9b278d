import { workHere } from '../platform/jobs/in-worker.ts';
import { writeLinkSheet } from './leader-links-sheet.ts';

await workHere(writeLinkSheet);
