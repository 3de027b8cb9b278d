/** The one clock. Nothing else reads the time. Units: whole epoch milliseconds. Source: SPEC T1. */
export interface Clock {
    /** Never less than an earlier call in this process returned. */
    nowMs(): number;
}
