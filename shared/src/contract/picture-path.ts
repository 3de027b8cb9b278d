/** Where a stored picture or sound is; without the parser of messages: pages read it. SPEC X3. */
export const picturePath = (hash: string): string => `/api/pictures/${hash}`;
