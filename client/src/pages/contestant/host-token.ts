/** Whether the page stands in a frame of another page. */
export const isFramed = (): boolean => window.parent !== window;

const beginning = '#token=';

/** The token that an app around the contest brought in the address; it does not stay there, where others could read it. SPEC S31. */
export function takeHostToken(): string | null {
  if (!location.hash.startsWith(beginning)) return null;
  const token = location.hash.slice(beginning.length);
  history.replaceState(history.state, '', location.pathname + location.search);
  return token === '' ? null : token;
}
