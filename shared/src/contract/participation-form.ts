/** How participation may stand on the screen and on the public page. Apart from the schema, so that a page loads no parser. */
export const participationForms = ['map', 'table', 'race'] as const;
export type ParticipationForm = (typeof participationForms)[number];
