import { describeCounters } from './counters.contract.ts';
import { memoryCounters } from './memory-counters.ts';

describeCounters('memory', async () => memoryCounters());
