import type { ContestantToServer, ServerToContestant } from '@hoithi/shared/contract/contestant';
import type { UseNamespace } from '../../connection/use-namespace.ts';

export type ContestantConnection = UseNamespace<ContestantToServer, ServerToContestant>;
