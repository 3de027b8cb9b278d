/** Makes the ready embedded database of this version, all migrations applied, and removes those of other versions. */
export declare function makeTemplate(): Promise<'made' | 'was ready'>;
