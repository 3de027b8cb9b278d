import { workHere } from '../platform/jobs/in-worker.ts';
import { makeShow } from './read-show-file.ts';

await workHere(makeShow);
