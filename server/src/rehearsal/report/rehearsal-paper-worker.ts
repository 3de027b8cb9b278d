import { workHere } from '../../platform/jobs/in-worker.ts';
import { typesetRehearsalPaper } from './rehearsal-paper.ts';

await workHere(typesetRehearsalPaper);
