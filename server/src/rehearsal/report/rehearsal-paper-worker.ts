import { typesetHere } from '../../documents/typeset-in-worker.ts';
import { typesetRehearsalPaper } from './rehearsal-paper.ts';

await typesetHere(typesetRehearsalPaper);
