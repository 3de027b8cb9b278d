import { workHere } from '../../platform/jobs/in-worker.ts';
import { exportQuestions } from './export-questions.ts';

await workHere(exportQuestions);
