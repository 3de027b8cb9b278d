import { workHere } from '../../platform/jobs/in-worker.ts';
import { makeRulesPaper } from './make-rules-paper.ts';

await workHere(makeRulesPaper);
