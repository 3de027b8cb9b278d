import type { DataRequestsView } from '@hoithi/shared/contract/data-rights';

/** A contest whose people have asked for nothing. */
export const noDataRequests: DataRequestsView = { open: [], closed: [], endsAtMs: 1, people: 0, nowMs: 0 };
