export const newestNode: string;
/** Whether npm brings that release for this platform. */
export const newestNodeComes: boolean;
/** The path of that Node's program, fetched where it is missing; of the Node that runs this where it does not come. */
export function bringNewestNode(): string;
