/** Which pages a phone opens from itself, and when it has an old version of them. SPEC E10. */

/** The home page, contests, and the phones of a show; pages of staff always come from the server. */
export const isShellPath = (path: string): boolean => path === '/' || /^\/(c|thi)(\/|$)/.test(path);

/** One stored page for all of a kind: they differ only in what a shared link shows, and in who may frame them. */
export const shellKeyOf = (path: string): string => (path.startsWith('/c/') ? '/c/' : '/');

/** The scripts that a page names: other ones are another version. */
export const shellVersion = (html: string): string => (html.match(/\/assets\/[\w.-]+\.js/g) ?? []).sort().join(' ');

/** Said to pages that were opened from an older version. */
export const newVersion = 'new-version';
