import type { OrganizerView } from '@hoithi/shared/contract/organizer';

/** A desk that has been told. */
export type Desk = NonNullable<OrganizerView['desk']>;
