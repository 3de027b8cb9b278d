import type { ContestantToServer, ServerToContestant } from '@hoithi/shared/contract/contestant';
import type { UseRoom } from '../../connection/use-namespace.ts';

export type ContestantConnection = UseRoom<ContestantToServer, ServerToContestant>;
