/**
 * Spread on an element that holds the contest's own words: questions, options, explanations, sources. They are Vietnamese
 * whatever the language of the page, which a screen reader has to know, and no translator changes them. SPEC E2.
 */
export const contestWords = { lang: 'vi', translate: 'no' } as const;

/** The same in another language that the contest wrote them in. */
export const wordsIn = (lang: string) => ({ ...contestWords, lang });
