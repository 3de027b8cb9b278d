import { memoryRankings } from './memory-rankings.ts';
import { describeRankings } from './rankings.contract.ts';

describeRankings('memory', async () => memoryRankings());
