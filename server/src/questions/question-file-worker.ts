import { workHere } from '../platform/jobs/in-worker.ts';
import { readQuestionFile } from './read-question-file.ts';

await workHere(readQuestionFile);
