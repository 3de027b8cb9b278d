/** Gives the fault back as Unavailable when the store was away, and unchanged when the store answered. */
export declare function asUnavailable(fault: unknown): unknown;
