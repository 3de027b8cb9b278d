/** Levels that are known by name and translated. Any other level is the organizer's own word, printed as it is. */
export const unitLevels = ['PROVINCE', 'BLOCK', 'AGENCY', 'DISTRICT', 'COMMUNE', 'SCHOOL'] as const;

/** A province and a block are only headings: nobody belongs to them. */
export const isHeading = (level: string): boolean => level === 'PROVINCE' || level === 'BLOCK';
