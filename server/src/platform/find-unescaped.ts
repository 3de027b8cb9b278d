/** How a character is written in the user, the password or the path of an address. */
const escapes = { '#': '%23', '/': '%2F', '?': '%3F', '%': '%25' } as const;
export type Unescaped = { sign: keyof typeof escapes; escape: string };

const unescaped = (sign: keyof typeof escapes): Unescaped => ({ sign, escape: escapes[sign] });

/**
 * A character that ends an address early, or spoils it, where it stands in a user or a password as it is: the rest would be
 * read as something else, and a connection fails much later. null: nothing of the kind.
 *
 * Source  SPEC D1a; RFC 3986, 2.1 and 3.2.1.
 */
export function findUnescaped(address: string): Unescaped | null {
  const rest = address.replace(/^[a-z][a-z\d+.-]*:\/\//i, '');
  if (rest.includes('#')) return unescaped('#'); // no address in the settings has a fragment
  if (/%(?![\dA-F]{2})/i.test(rest) || !isDecodable(rest)) return unescaped('%');
  const end = rest.search(/[/?]/);
  const [authority, sign] = end < 0 ? [rest, ''] : [rest.slice(0, end), rest.charAt(end)];
  if (authority.includes('@') || !rest.includes('@')) return null;
  // "user:pass" in the place of "host:port", and an @ behind it: the password holds the character that ended it.
  const isCutOff = /:(?!\d*$)[^:]*$/.test(authority) || (sign === '/' && /^[^?]*@/.test(rest.slice(end)));
  return isCutOff && (sign === '/' || sign === '?') ? unescaped(sign) : null;
}

/** The same in words, for the list of wrong settings; the address itself is not repeated, since it may hold a secret. */
export function describeUnescaped(address: string): string | null {
  const found = findUnescaped(address);
  if (!found) return null;
  return `has a ${found.sign} that ends it early or means something else; in a user, a password or a value write ${found.escape} for ${found.sign}`;
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
