import { workHere } from '../platform/jobs/in-worker.ts';
import { readPastedQuestions } from './read-question-file.ts';

await workHere(readPastedQuestions);
