/** The signs of GIFT: a backslash takes the meaning from the one after it. */

/** Where one of the signs stands unescaped, from a place on; -1: nowhere. */
export function findSign(text: string, signs: string, from = 0): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at += 1;
    else if (signs.includes(text.charAt(at))) return at;
  }
  return -1;
}

/** The text as a person reads it: `\=` is `=`, `\n` a line break; a backslash before a letter or digit stays, as in `\frac`. */
export const unescapeGift = (text: string): string =>
  text.replace(/\\(?:(n(?![a-z]))|([^\p{L}\p{N}]))/gsu, (_, breaks: string | undefined, sign: string | undefined) =>
    breaks === undefined ? (sign ?? '') : '\n',
  );

/** The text so that no sign in it means anything. */
export const escapeGift = (text: string): string =>
  text
    .replace(/[~=#{}:\\]/g, '\\$&')
    .replaceAll('->', '-\\>')
    .replace(/^%/, '\\%');

export type GiftBlock = { line: number; text: string; topic: string; tags: string[]; id: string };

const category = /^\s*\$CATEGORY\s*:\s*(.*)$/i;
const isBlank = (line: string): boolean => line.trim() === '';

/**
 * The questions of a file, divided by empty lines. An empty line inside braces divides nothing as long as they are closed before
 * the next ones open. Comments of Moodle carry tags and an id: `// [id:cau-1] [tag:an toàn]`.
 */
export function divideGift(text: string): GiftBlock[] {
  const blocks: GiftBlock[] = [];
  let [topic, tags, id]: [string, string[], string] = ['', [], ''];
  let lines: string[] = [];
  let [start, isOpen] = [0, false];
  const close = () => {
    if (lines.some((line) => !isBlank(line))) {
      blocks.push({ line: start, text: lines.join('\n'), topic, tags, id });
      [tags, id] = [[], ''];
    }
    lines = [];
    isOpen = false;
  };
  const all = text.replace(/^\ufeff/, '').split('\n');
  const braces = findBraces(all);
  for (const [at, line] of all.entries()) {
    const named = category.exec(line)?.[1];
    if (named !== undefined) {
      close();
      topic = readCategory(named);
    } else if (/^\s*\/\//.test(line)) {
      tags.push(...[...line.matchAll(/\[tag:((?:[^\]\\]|\\.)*)\]/g)].map(([, tag = '']) => unescapeGift(tag)));
      id = /\[id:((?:[^\]\\]|\\.)*)\]/.exec(line)?.[1] ?? id;
      if (lines.length > 0) lines.push('');
    } else if (isBlank(line) && !(isOpen && braces.closesNext(at))) close();
    else {
      if (lines.length === 0) start = at + 1;
      lines.push(line);
      isOpen = braces.last(at) === '' ? isOpen : braces.last(at) === '{';
    }
  }
  close();
  return blocks;
}

/** The unescaped braces of all lines, read once. `closesNext`: from a line on, the next brace closes. */
function findBraces(lines: readonly string[]) {
  const own = lines.map(bracesOf);
  const next = Array.from({ length: lines.length + 1 }, () => '');
  for (let at = lines.length - 1; at >= 0; at--) next[at] = own[at]?.charAt(0) || (next[at + 1] ?? '');
  return { closesNext: (at: number) => next[at] === '}', last: (at: number) => own[at]?.slice(-1) ?? '' };
}

/** The first and the last one. */
function bracesOf(line: string): string {
  const first = findSign(line, '{}');
  let last = first;
  for (let at = first; at !== -1; at = findSign(line, '{}', at + 1)) last = at;
  return first === -1 ? '' : line.charAt(first) + line.charAt(last);
}

/** "$course$/top/Tuần 1/An toàn" is "Tuần 1/An toàn"; a doubled slash is one of a name. */
export function readCategory(path: string): string {
  const parts = path.split(/(?<!\/)\/(?!\/)/).map((each) => each.trim());
  if (/^\$\w+\$$/.test(parts[0] ?? '')) parts.shift();
  if (parts[0] === 'top') parts.shift();
  return parts
    .filter((each) => each !== '')
    .join('/')
    .replaceAll('//', '/');
}

/** The path that `readCategory` reads as the topic: with levels where it has some, else as one name. */
export function writeCategory(topic: string | null): string {
  if (topic === null) return '$course$/top';
  const hasLevels = topic.split('/').every((each) => each !== '' && each === each.trim());
  // A blank keeps a slash that the name begins with apart from the one before it.
  const start = topic.startsWith('/') ? ' ' : '';
  return `$course$/top/${start}${hasLevels ? topic : topic.replaceAll('/', '//')}`;
}
