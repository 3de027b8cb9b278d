/** Where the template of this very version lies, if it has been made: another PGlite or migration, another folder. */
export declare function locateTemplate(): {
  templatesDir: string;
  path: string;
  made: boolean;
};
/**
 * Gives a data folder that has no database yet the ready one, so that the first start does not wait for initdb. Copied
 * aside and renamed, so that a copy cut short is never opened. Without a template the database makes itself, slowly.
 */
export declare function layTemplate(pgliteDir: string): Promise<void>;
